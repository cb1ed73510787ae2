import { gather, rank, size } from "vnetos";
import { blockOf } from "vnetos/parallel";

/** A block of neighbouring rows for each rank: simple, and unfair when some rows are more work than others. */
export function blockRows(
  height: number,
  compute: (y: number) => number[],
): number[][] | undefined {
  const { start, end } = blockOf(height, rank, size);
  const mine: number[][] = [];
  for (let y = start; y < end; y++) mine.push(compute(y));
  const blocks = gather(mine);
  return blocks?.flat();
}
