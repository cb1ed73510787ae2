import { expect } from "vitest";
import type { Exercise, ExerciseCase } from "./exercise.ts";

/** How many solutions there are: https://oeis.org/A000170. */
const SOLUTIONS = [1, 1, 0, 0, 2, 10, 4, 40, 92];

export const nqueens: Exercise = {
  name: "nqueens",
  cases: [queens(7, 2), queens(1, 1), queens(3, 2), queens(4, 4), queens(8, 1)],
  refuses: [
    [["0"], "queens: 0 is no whole number from 1 to 12"],
    [["4", "5"], "depth: 5 is no whole number from 1 to 4"],
  ],
};

function queens(n: number, depth: number): ExerciseCase {
  const solutions = placements(n, n);
  expect(solutions.length).toBe(SOLUTIONS[n]);
  const tasks = placements(n, depth).length;
  const expected = [
    ...(solutions[0] ?? []).map((queen) => cells(n, (column) => (column === queen ? "Q" : "."))),
    `${n} queens: ${solutions.length} solutions, from ${tasks} openings`,
  ];
  return {
    args: [String(n), String(depth)],
    check: ({ size, lines: [first = [], ...others] }) => {
      expect(others.flat()).toEqual([]);
      expect(first.slice(0, -1)).toEqual(expected);
      const [, list] = /^openings for each board: ([\d ]+)$/.exec(first.at(-1) ?? "") ?? [];
      const shares = (list ?? "").split(" ").map(Number);
      expect(shares).toHaveLength(size);
      expect(shares.reduce((sum, share) => sum + share)).toBe(tasks);
    },
  };
}

/** All ways to place queens in the first rows, row by row, in the order of their columns. */
function placements(n: number, rows: number): number[][] {
  if (rows === 0) return [[]];
  const columns = Array.from({ length: n }, (_, column) => column);
  return placements(n, rows - 1).flatMap((before) =>
    columns.filter((column) => isSafe(before, column)).map((column) => [...before, column]),
  );
}

function isSafe(before: readonly number[], column: number): boolean {
  return before.every((queen, row) => {
    const distance = Math.abs(queen - column);
    return distance > 0 && distance !== before.length - row;
  });
}

function cells(n: number, cell: (column: number) => string): string {
  return Array.from({ length: n }, (_, column) => cell(column)).join(" ");
}
