import { random, rank, size } from "vnetos";
import { blockOf } from "vnetos/parallel";

/** How the numbers are spread; the first is the usual. */
export const KINDS = ["even", "skewed", "few"] as const;
export type Kind = (typeof KINDS)[number];

// Numbers are drawn in blocks, each with a stream of its own: so all ranks together have the same numbers,
// however many ranks there are.
const BLOCK = 100;
const SEED = 7;

/** This rank's share of `count` random numbers, whole and below a million. */
export function makeNumbers(count: number, kind: Kind): number[] {
  const numbers: number[] = [];
  const { start, end } = blockOf(Math.ceil(count / BLOCK), rank, size);
  for (let block = start; block < end; block++) {
    const draw = random(SEED, block);
    const length = Math.min(BLOCK, count - block * BLOCK);
    for (let i = 0; i < length; i++) numbers.push(Math.floor(shape(draw(), kind) * 1_000_000));
  }
  return numbers;
}

/** Moves a number from 0..1 to where its kind wants it. */
function shape(x: number, kind: Kind): number {
  if (kind === "skewed") return x * x * x * x;
  if (kind === "few") return Math.floor(x * 10) / 10;
  return x;
}
