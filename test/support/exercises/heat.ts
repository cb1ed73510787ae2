import { expect } from "vitest";
import type { Exercise, ExerciseCase } from "./exercise.ts";

export const heat: Exercise = {
  name: "heat",
  cases: [plate(12, 0.5, 60), plate(8, 0, 33), plate(13, 100, 20), plate(24, 0.25, 200)],
  refuses: [
    [["7"], "size: 7 is no whole number from 8 to 200"],
    [["9", "warm"], "tolerance: warm is no number from 0"],
    [["9", "1", "0"], "steps: 0 is no whole number from 1 to 10000"],
  ],
};

function plate(n: number, tolerance: number, mostSteps: number): ExerciseCase {
  const { field, steps, change } = relax(n, tolerance, mostSteps);
  const points = field.slice(1, -1).map((row) => row.slice(1, -1));
  const mean = points.flat().reduce((sum, value) => sum + value) / n ** 2;
  const expected = [
    ...points.map((row) => row.map((value) => " .:-=+*#%@"[Math.floor(value / 10)]).join("")),
    `${steps} steps, the last one changed at most ${change.toFixed(6)} degrees`,
    `mean temperature ${mean.toFixed(9)}`,
  ];
  return {
    args: [n, tolerance, mostSteps].map(String),
    check: ({ lines: [first, ...others] }) => {
      expect(first).toEqual(expected);
      expect(others.flat()).toEqual([]);
    },
  };
}

/** The whole plate in one piece, with a frame of what it touches. */
function relax(n: number, tolerance: number, mostSteps: number) {
  let field: number[][] = Array.from({ length: n + 2 }, (_, y) =>
    Array.from({ length: n + 2 }, (_, x) => (y === 0 && x > 0 && x <= n ? 100 : 0)),
  );
  for (let steps = 1; ; steps++) {
    const old = field;
    const at = (y: number, x: number) => old[y]?.[x] as number;
    let change = 0;
    field = old.map((row, y) =>
      row.map((value, x) => {
        if (y === 0 || x === 0 || y > n || x > n) return value;
        const mean = (at(y - 1, x) + at(y + 1, x) + at(y, x - 1) + at(y, x + 1)) / 4;
        change = Math.max(change, Math.abs(mean - value));
        return mean;
      }),
    );
    const looked = steps % 10 === 0 || steps === mostSteps;
    if (steps === mostSteps || (looked && change <= tolerance)) return { field, steps, change };
  }
}
