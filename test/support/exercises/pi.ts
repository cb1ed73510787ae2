import { expect } from "vitest";
import { hitsOf } from "./darts.ts";
import type { Exercise, ExerciseCase, Outcome } from "./exercise.ts";

const BLOCKS = 64;

export const pi: Exercise = {
  name: "pi",
  cases: [darts(6_401, 7), darts(64, 0)],
  refuses: [
    [["63"], "darts: 63 is no whole number from 64"],
    [["100", "-1"], "seed: -1 is no whole number from 0 to 2147483645"],
  ],
};

function darts(count: number, seed: number): ExerciseCase {
  let hits = 0;
  for (let block = 0; block < BLOCKS; block++) {
    const rest = block < count % BLOCKS ? 1 : 0;
    hits += hitsOf(seed, block, Math.floor(count / BLOCKS) + rest);
  }
  const share = hits / count;
  const error = (4 * Math.sqrt((share * (1 - share)) / count)).toFixed(4);
  const expected = [
    `${hits} of ${count} darts hit`,
    `pi is about ${4 * share}, give or take ${error}`,
  ];
  const check = ({ lines }: Outcome) => expect(lines[0]).toEqual(expected);
  return { args: [String(count), String(seed)], check };
}
