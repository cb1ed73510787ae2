import { gather, rank, size } from "vnetos";

/** A block of neighbouring rows for each rank: simple, and unfair when some rows are more work than others. */
export function blockRows(
  height: number,
  compute: (y: number) => number[],
): number[][] | undefined {
  const end = Math.floor((height * (rank + 1)) / size);
  const mine: number[][] = [];
  for (let y = Math.floor((height * rank) / size); y < end; y++) mine.push(compute(y));
  const blocks = gather(mine);
  return blocks?.flat();
}
