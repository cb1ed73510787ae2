import { expect } from "vitest";
import { hitsOf } from "./darts.ts";
import type { Exercise, Outcome } from "./exercise.ts";

const DARTS = 1000;

export const hello: Exercise = {
  name: "hello",
  cases: [{ args: [], check }],
  refuses: [],
};

function check({ size, lines }: Outcome): void {
  const hits = lines.map((_, rank) => hitsOf(2024, rank, DARTS));
  hits.forEach((count, rank) => {
    const told = `${count} of my ${DARTS} darts hit`;
    expect(lines[rank]?.[0]).toBe(`hello, I am rank ${rank} of ${size}: ${told}`);
  });
  const total = hits.reduce((sum, count) => sum + count);
  const names = hits.map((_, rank) => `b${rank}`).join(" ");
  const pi = (4 * total) / (DARTS * size);
  expect(lines[0]?.[1]).toBe(`${names}: together ${total} hits, so pi is about ${pi}`);
}
