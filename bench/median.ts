export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Runs `work` some times, and answers the median of what it took, ms. */
export async function medianTime(
  times: number,
  work: (i: number) => Promise<unknown>,
): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    await work(i);
    taken.push(performance.now() - startedAt);
  }
  return median(taken);
}
