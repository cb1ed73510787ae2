import { type Chance, chanceAt } from "./chance.ts";

// biome-ignore lint/suspicious/noApproximativeNumericConstant: Math.LN2 is a call of the machine's logarithm in Lua.
const LN_2 = 0.6931471805599453;

/**
 * The number of a step of a normal distribution, mean 0 and deviation 1 (Marsaglia's polar method).
 *
 * With sums, products and roots only, which are exact alike on every machine: `Math.log` is not.
 */
export function gaussAt(stream: Chance, step: number): number {
  for (let draw = 0; ; draw += 2) {
    const x = 2 * chanceAt(stream, step, draw) - 1;
    const y = 2 * chanceAt(stream, step, draw + 1) - 1;
    const square = x * x + y * y;
    if (square < 1 && square > 0) return x * Math.sqrt((-2 * naturalLog(square)) / square);
  }
}

/** Natural logarithm of a number above 0 and at most 1. */
export function naturalLog(value: number): number {
  let halvings = 0;
  let mantissa = value;
  for (; mantissa < 0.7; halvings++) mantissa *= 2;
  // ln m = 2 artanh((m - 1) / (m + 1)): here the series of 12 terms is exact to the last digits.
  const s = (mantissa - 1) / (mantissa + 1);
  let sum = 0;
  for (let n = 23; n >= 1; n -= 2) sum = sum * s * s + 1 / n;
  return 2 * s * sum - halvings * LN_2;
}
