/** The `parts - 1` values that cut the sorted samples into equal parts. */
export function chooseSplitters(samples: readonly number[], parts: number): number[] {
  const splitters: number[] = [];
  for (let i = 1; i < parts; i++) splitters.push(samples[Math.floor((i * samples.length) / parts)]);
  return splitters;
}

/** Cuts sorted values: part i has those above splitter i - 1, up to splitter i. */
export function splitAt(sorted: readonly number[], splitters: readonly number[]): number[][] {
  const parts: number[][] = [];
  let start = 0;
  for (const splitter of splitters) {
    let end = start;
    while (end < sorted.length && sorted[end] <= splitter) end++;
    parts.push(sorted.slice(start, end));
    start = end;
  }
  parts.push(sorted.slice(start));
  return parts;
}
