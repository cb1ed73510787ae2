import { checkWhole } from "../check-arguments.ts";
import { VnetosError } from "../vnetos-error.ts";

/** A part of the numbers 0..count - 1. */
export interface Block {
  readonly start: number;
  /** The first number behind it. */
  readonly end: number;
  readonly length: number;
}

/**
 * The block of one of `parts` when `count` things are cut into blocks as equal as possible: the first ones take the rest
 * of the division.
 *
 * ```ts
 * const { start, end } = blockOf(rows.length, rank, size);
 * for (let i = start; i < end; i++) work(rows[i]);
 * ```
 */
export function blockOf(count: number, part: number, parts: number): Block {
  checkWhole("blockOf(count)", count);
  checkWhole("blockOf(parts)", parts, 1);
  checkBelow("blockOf(part)", part, parts);
  const rest = count % parts;
  const least = (count - rest) / parts;
  const start = part * least + Math.min(part, rest);
  const length = least + (part < rest ? 1 : 0);
  return { start, end: start + length, length };
}

/** The part whose block holds `index`: the inverse of `blockOf`. */
export function blockWith(count: number, index: number, parts: number): number {
  checkWhole("blockWith(count)", count);
  checkWhole("blockWith(parts)", parts, 1);
  checkBelow("blockWith(index)", index, count);
  const rest = count % parts;
  const least = (count - rest) / parts;
  const inLonger = rest * (least + 1);
  if (index < inLonger) return Math.floor(index / (least + 1));
  return rest + Math.floor((index - inLonger) / least);
}

function checkBelow(call: string, value: number, end: number): void {
  if (value >= 0 && value < end && value % 1 === 0) return;
  throw new VnetosError("bad-request", `${call}: ${value} is out of range 0..${end - 1}`);
}
