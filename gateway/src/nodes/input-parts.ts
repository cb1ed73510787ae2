/** Bytes that a character takes in JSON in UTF-8, never too few. */
function jsonCost(code: number): number {
  if (code < 0x20) return 6;
  if (code === 0x22 || code === 0x5c) return 2;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  if (code >= 0xd800 && code <= 0xdfff) return 6; // A surrogate without its other half.
  return code < 0x10000 ? 3 : 4;
}

/** Cuts text into parts of at most `bytes` each in JSON, never within a character. At least one part. */
export function inputParts(text: string, bytes: number): string[] {
  const parts: string[] = [];
  let start = 0;
  let cost = 0;
  for (let i = 0; i < text.length; ) {
    const code = text.codePointAt(i) as number;
    const more = jsonCost(code);
    if (cost + more > bytes && i > start) {
      parts.push(text.slice(start, i));
      start = i;
      cost = 0;
    }
    cost += more;
    i += code > 0xffff ? 2 : 1;
  }
  return [...parts, text.slice(start)];
}
