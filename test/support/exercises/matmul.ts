import { expect } from "vitest";
import { mrg32k3a } from "../node-world-random.ts";
import type { Exercise, ExerciseCase } from "./exercise.ts";

export const matmul: Exercise = {
  name: "matmul",
  cases: [product(17, 3), product(1, 0), product(2, 1), product(8, 12), product(30, 1)],
  refuses: [
    [["0"], "size: 0 is no whole number from 1 to 200"],
    [["9", "1e10"], "seed: 1e10 is no whole number from 0 to 2147483645"],
  ],
};

function product(n: number, seed: number): ExerciseCase {
  const [a, b] = [matrixOf(n, seed, 0), matrixOf(n, seed, 1)];
  const c = a.map((row) => b.map((_, j) => sumOf(row.map((value, k) => value * at(b, k, j)))));
  const trace = sumOf(c.map((row, i) => row[i] as number));
  const expected = [
    ...(n <= 8 ? c.map((row) => row.join(" ")) : []),
    `${n} x ${n}: trace ${trace}, sum ${sumOf(c.flat())}`,
    "Freivalds' check: passed",
  ];
  return {
    args: [String(n), String(seed)],
    check: ({ size, lines: [lines = [], ...others] }) => {
      const [grid, ...first] = lines;
      const side = [1, 2].findLast((edge) => edge * edge <= size) as number;
      expect(grid).toBe(`${side} x ${side} of ${size} boards`);
      expect(first).toEqual(expected);
      others.forEach((told, i) => {
        expect(told).toEqual(i + 1 < side * side ? [] : ["beside the grid: nothing to do"]);
      });
    },
  };
}

function matrixOf(n: number, seed: number, stream: number): number[][] {
  const numbers = mrg32k3a(seed, stream);
  const draw = () => Math.floor((numbers.next().value as number) * 19) - 9;
  return Array.from({ length: n }, () => Array.from({ length: n }, draw));
}

function at(matrix: readonly number[][], i: number, j: number): number {
  return matrix[i]?.[j] as number;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
