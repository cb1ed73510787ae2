import { VnetosError } from "./vnetos-error.ts";
import { size } from "./world.ts";

/** Throws unless `value` is a rank of this run. `call` names call and argument: `send(to)`. */
export function checkRank(call: string, value: number): void {
  if (typeof value === "number" && value >= 0 && value < size && value % 1 === 0) return;
  throw new VnetosError("bad-request", `${call}: rank ${value} is out of range 0..${size - 1}`);
}

/** Throws unless `value` is a whole number from `least` on. */
export function checkWhole(call: string, value: number, least = 0): void {
  if (typeof value === "number" && value >= least && value % 1 === 0) return;
  throw new VnetosError("bad-request", `${call}: ${value} is no whole number from ${least}`);
}

/** Throws unless `value` is a time in milliseconds, 0 or more, fractions allowed. */
export function checkMs(call: string, value: number): void {
  if (typeof value === "number" && value >= 0) return;
  throw new VnetosError("bad-request", `${call}: ${value} is no time, give 0 ms or more`);
}
