const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Two letters for every 12 bits, made when first needed.
const pairs: string[] = [];

/** Bytes `start` up to `end` of `bytes` as base64 text, with padding. */
export function base64(bytes: readonly number[], start: number, end: number): string {
  if (pairs.length === 0) fillPairs();
  const text: string[] = [];
  let at = start;
  for (; at + 2 < end; at += 3) {
    const middle = bytes[at + 1] as number;
    const low = middle % 16;
    text.push(pairs[(bytes[at] as number) * 16 + (middle - low) / 16] as string);
    text.push(pairs[low * 256 + (bytes[at + 2] as number)] as string);
  }
  if (at + 1 === end) text.push(`${pairs[(bytes[at] as number) * 16]}==`);
  if (at + 2 === end) text.push(lastTwo(bytes[at] as number, bytes[at + 1] as number));
  return text.join("");
}

function lastTwo(first: number, second: number): string {
  const low = second % 16;
  return `${pairs[first * 16 + (second - low) / 16]}${LETTERS.charAt(low * 4)}=`;
}

function fillPairs(): void {
  for (let high = 0; high < 64; high++) {
    for (let low = 0; low < 64; low++) pairs.push(LETTERS.charAt(high) + LETTERS.charAt(low));
  }
}
