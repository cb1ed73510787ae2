import { gather, rank, size } from "vnetos";

/** Rows are dealt out in turn, like cards: every rank gets some of the hard ones and some of the easy ones. */
export function cyclicRows(
  height: number,
  compute: (y: number) => number[],
): number[][] | undefined {
  const mine: number[][] = [];
  for (let y = rank; y < height; y += size) mine.push(compute(y));
  const hands = gather(mine);
  if (hands === undefined) return undefined;

  const rows: number[][] = [];
  for (let y = 0; y < height; y++) rows.push(hands[y % size][Math.floor(y / size)]);
  return rows;
}
