import { VnetosError } from "../vnetos-error.ts";

// `call` names call and argument: `sine(periodMs)`.

/** Throws unless `value` is a finite number. */
export function checkFinite(call: string, value: number): void {
  if (isFiniteNumber(value)) return;
  throw new VnetosError("bad-request", `${call}: ${value} is no number`);
}

/** Throws unless `value` is above 0. */
export function checkPositive(call: string, value: number): void {
  if (isFiniteNumber(value) && value > 0) return;
  throw new VnetosError("bad-request", `${call}: ${value} is out of range, give more than 0`);
}

/** Throws unless `value` is 0 or more. */
export function checkNotNegative(call: string, value: number): void {
  if (isFiniteNumber(value) && value >= 0) return;
  throw new VnetosError("bad-request", `${call}: ${value} is out of range, give 0 or more`);
}

/** Throws unless `value` is a probability. */
export function checkChance(call: string, value: number): void {
  if (isFiniteNumber(value) && value >= 0 && value <= 1) return;
  throw new VnetosError("bad-request", `${call}: ${value} is out of range, give 0..1`);
}

/** Throws unless `value` is one of `words`. */
export function checkWord(call: string, value: unknown, ...words: readonly string[]): void {
  if (words.some((word) => word === value)) return;
  throw new VnetosError("bad-request", `${call}: "${value}" is none of ${words.join(", ")}`);
}

/** Throws unless `value` is a whole number, 0..2147483645: a seed, as that of `random`. */
export function checkSeed(call: string, value: number): void {
  if (isFiniteNumber(value) && value >= 0 && value <= 2_147_483_645 && value % 1 === 0) return;
  throw new VnetosError("bad-request", `${call}: ${value} is no whole number 0..2147483645`);
}

function isFiniteNumber(value: number): boolean {
  return typeof value === "number" && value - value === 0;
}
