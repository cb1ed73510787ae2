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
  if (!(count >= 0 && count % 1 === 0))
    throw new VnetosError("bad-request", `blockOf(count): ${count} is no whole number from 0`);
  if (!(part >= 0 && part < parts && part % 1 === 0 && parts % 1 === 0))
    throw new VnetosError("bad-request", `blockOf(part): ${part} is out of range 0..${parts - 1}`);
  const rest = count % parts;
  const least = (count - rest) / parts;
  const start = part * least + Math.min(part, rest);
  const length = least + (part < rest ? 1 : 0);
  return { start, end: start + length, length };
}

/** The part whose block holds `index`: the inverse of `blockOf`. */
export function blockWith(count: number, index: number, parts: number): number {
  const rest = count % parts;
  const least = (count - rest) / parts;
  const inLonger = rest * (least + 1);
  if (index < inLonger) return Math.floor(index / (least + 1));
  return rest + Math.floor((index - inLonger) / least);
}
