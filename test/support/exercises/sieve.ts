import { expect } from "vitest";
import type { Exercise, ExerciseCase } from "./exercise.ts";

export const sieve: Exercise = {
  name: "sieve",
  cases: [upTo(25_000), upTo(2), upTo(3), upTo(10), upTo(121), upTo(10_007)],
  refuses: [
    [["1"], "limit: 1 is no whole number from 2 to 100000000"],
    [["many"], "limit: many is no whole number from 2 to 100000000"],
  ],
};

function upTo(limit: number): ExerciseCase {
  const primes = Array.from({ length: limit + 1 }, (_, n) => n).filter(isPrime);
  const gaps = primes.slice(1).map((prime, i) => prime - (primes[i] as number));
  const expected = [
    `${primes.length} primes up to ${limit}, the last one is ${primes.at(-1)}`,
    `${gaps.filter((gap) => gap === 2).length} pairs of twins, the widest gap is ${Math.max(0, ...gaps)}`,
  ];
  return {
    args: [String(limit)],
    check: ({ lines }) => expect(lines.flat()).toEqual(expected),
  };
}

/** By trial division. */
function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return n >= 2;
}
