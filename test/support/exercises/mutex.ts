import { expect } from "vitest";
import type { Exercise, ExerciseCase, Outcome } from "./exercise.ts";

export const mutex: Exercise = {
  name: "mutex",
  cases: [locked(16, 1), locked(1, 0), locked(61, 9), free(30)],
  refuses: [
    [["0"], "entries: 0 is no whole number from 1 to 500"],
    [["5", "open"], "mode: open is none of lock, free"],
    [["5", "lock", "0.5"], "seed: 0.5 is no whole number from 0 to 2147483645"],
  ],
};

interface Visit {
  readonly rank: number;
  readonly asked: number;
  readonly entered: number;
  readonly left: number;
  readonly value: number;
}

function locked(entries: number, seed: number): ExerciseCase {
  return {
    args: [String(entries), "lock", String(seed)],
    check: ({ size, lines: [first = [], ...others] }) => {
      expect(others.flat()).toEqual([]);
      const visits = first.slice(0, -2).map(readVisit);
      checkDealt(visits, entries, size);
      checkExclusion(visits);
      expect(first.slice(-2)).toEqual([
        `mode lock: ${entries} entries, ${2 * (size - 1) * entries} messages for the lock`,
        `the shared number is ${entries}, 0 updates are lost`,
      ]);
    },
  };
}

/** One at a time, in the order of asking; each finds what the one before has left. */
function checkExclusion(visits: readonly Visit[]): void {
  visits.forEach((visit, place) => {
    expect(visit.asked).toBeLessThan(visit.entered);
    expect(visit.entered).toBeLessThan(visit.left);
    expect(visit.value).toBe(place);
    const next = visits[place + 1];
    if (next === undefined) return;
    expect(visit.left).toBeLessThan(next.entered);
    if (visit.asked === next.asked) expect(visit.rank).toBeLessThan(next.rank);
    else expect(visit.asked).toBeLessThan(next.asked);
  });
}

/** Without the lock the sums still add up: what is missing is told. */
function free(entries: number): ExerciseCase {
  return {
    args: [String(entries), "free"],
    check: ({ size, lines: [first = [], ...others] }: Outcome) => {
      expect(others.flat()).toEqual([]);
      const visits = first.slice(0, -2).map(readVisit);
      checkDealt(visits, entries, size);
      const [, shared, lost] =
        /^the shared number is (\d+), (\d+) updates are lost$/.exec(first.at(-1) ?? "") ?? [];
      expect(Number(shared) + Number(lost)).toBe(entries);
      expect(first.at(-2)).toBe(`mode free: ${entries} entries, 0 messages for the lock`);
      if (size === 1) expect(lost).toBe("0");
    },
  };
}

function checkDealt(visits: readonly Visit[], entries: number, size: number): void {
  for (let rank = 0; rank < size; rank++) {
    const share = visits.filter((visit) => visit.rank === rank).length;
    expect(share).toBe(Math.floor((entries + size - 1 - rank) / size));
  }
}

function readVisit(line: string): Visit {
  const pattern = /^rank (\d) asked at (\d+), was in from (\d+) to (\d+), read (\d+)$/;
  const numbers = pattern.exec(line)?.slice(1).map(Number);
  expect(numbers, line).toBeDefined();
  const [rank, asked, entered, left, value] = numbers as [number, number, number, number, number];
  return { rank, asked, entered, left, value };
}
