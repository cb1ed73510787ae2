import type { Counts } from "./counts.ts";

/** Prints `word<TAB>count`, the most frequent first, equally frequent ones in alphabetical order. */
export function report(counts: Counts): void {
  // Most words are rare: sorting the words of each frequency among themselves is much less work than sorting all.
  const wordsOf: Record<number, string[]> = {};
  const frequencies: number[] = [];
  for (const word in counts) {
    const frequency = counts[word] as number;
    const words = wordsOf[frequency];
    if (words !== undefined) {
      words.push(word);
    } else {
      wordsOf[frequency] = [word];
      frequencies.push(frequency);
    }
  }
  frequencies.sort((a, b) => b - a);
  for (const frequency of frequencies) {
    const words = (wordsOf[frequency] as string[]).sort();
    for (const word of words) console.log(`${word}\t${frequency}`);
  }
}
