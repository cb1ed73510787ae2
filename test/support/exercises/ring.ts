import { expect } from "vitest";
import type { Exercise, Outcome } from "./exercise.ts";

const ROUNDS = 4;

export const ring: Exercise = {
  name: "ring",
  cases: [{ args: [String(ROUNDS)], check }],
  refuses: [
    [["x"], "rounds: x is no whole number from 1"],
    [["0"], "rounds: 0 is no whole number from 1"],
  ],
};

function check({ size, lines: [first = [], ...others] }: Outcome): void {
  expect(first.slice(0, -1)).toEqual(
    Array.from({ length: ROUNDS }, (_, i) =>
      expect.stringMatching(new RegExp(`^round ${i + 1}: ${size} hops, \\d+\\.\\d{3} ms each$`)),
    ),
  );
  expect(first.at(-1)).toBe(`the token went ${ROUNDS} times round ${size} boards`);
  expect(others.flat()).toEqual([]);
}
