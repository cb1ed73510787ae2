import { expect } from "vitest";
import { mrg32k3a } from "../node-world-random.ts";
import type { Exercise, ExerciseCase, Outcome } from "./exercise.ts";

const SHAPES = {
  even: (x: number) => x,
  skewed: (x: number) => x ** 4,
  few: (x: number) => Math.floor(10 * x) / 10,
};

export const samplesort: Exercise = {
  name: "samplesort",
  cases: [
    numbers(1_500, "even"),
    numbers(1_230, "skewed"),
    numbers(777, "few"),
    numbers(2, "even"),
  ],
  refuses: [
    [["0"], "count: 0 is no whole number from 1 to 10000000"],
    [["10", "odd"], "numbers: odd is none of even, skewed, few"],
  ],
};

function numbers(count: number, kind: keyof typeof SHAPES): ExerciseCase {
  const check = ({ size, lines: [first = [], ...others] }: Outcome) => {
    const sorted = draw(count, SHAPES[kind]).sort((a, b) => a - b);
    const sum = sorted.reduce((total, n, i) => total + BigInt(n) * BigInt(i + 1), 0n);
    expect(first.slice(0, 2)).toEqual([
      `${count} numbers in order, ${sorted[0]} to ${sorted.at(-1)}`,
      `checksum ${sum % 2147483647n}`,
    ]);
    expect(first[2]).toMatch(/^the fullest rank has \d+\.\d\d times its share$/);
    // Regular sampling promises less than twice the share where no number comes often.
    const fullest = Number(/[\d.]+/.exec(first[2] ?? "")?.[0]);
    if (kind !== "few" && count > size * size) expect(fullest).toBeLessThan(2);
    expect(others.flat()).toEqual([]);
  };
  return { args: [String(count), kind], check };
}

/** In blocks of 100, each with a stream of its own. */
function draw(count: number, shape: (x: number) => number): number[] {
  const blocks = Array.from({ length: Math.ceil(count / 100) }, (_, block) => mrg32k3a(7, block));
  return Array.from({ length: count }, (_, i) => {
    const x = blocks[Math.floor(i / 100)]?.next().value as number;
    return Math.floor(shape(x) * 1e6);
  });
}
