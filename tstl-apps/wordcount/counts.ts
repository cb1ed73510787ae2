/** How often each word occurs. */
export type Counts = Record<string, number>;

/** Counts the words of a text: its longest runs of the letters a to z, after lower-casing. */
export function countWords(text: string): Counts {
  const lower = text.toLowerCase();
  const counts: Counts = {};
  const length = lower.length;
  let start = -1;
  for (let i = 0; i < length; i++) {
    const code = lower.charCodeAt(i);
    if (code >= 97 && code <= 122) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      add(counts, lower.substring(start, i), 1);
      start = -1;
    }
  }
  if (start >= 0) add(counts, lower.substring(start), 1);
  return counts;
}

/** Adds the counts of `right` to `left`. */
export function merge(left: Counts, right: Counts): Counts {
  for (const word in right) add(left, word, right[word] as number);
  return left;
}

function add(counts: Counts, word: string, count: number): void {
  counts[word] = (counts[word] ?? 0) + count;
}
