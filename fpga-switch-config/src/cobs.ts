/**
 * Whether `bytes[from..to)`, which hold no zero, are a COBS code: a chain of code bytes, each telling
 * how far on the next one is, that ends exactly at `to`.
 */
export function isCobs(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to) at += bytes[at] ?? 1;
  return at === to && to > from;
}
