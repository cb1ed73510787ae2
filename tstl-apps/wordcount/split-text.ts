/**
 * Cuts a text into `count` shares of about the same length that together are the text; some may be empty.
 * Never within a word, nor within a character outside ASCII (its bytes are all 128 or more).
 */
export function splitText(text: string, count: number): string[] {
  const shares: string[] = [];
  let start = 0;
  for (let i = 1; i <= count; i++) {
    let end = Math.max(start, Math.floor((text.length * i) / count));
    while (end < text.length && !isBoundary(text.charCodeAt(end))) end++;
    shares.push(text.substring(start, end));
    start = end;
  }
  return shares;
}

/** True for the ASCII characters that are no letters. */
function isBoundary(code: number): boolean {
  return code < 65 || (code > 90 && code < 97) || (code > 122 && code < 128);
}
