/** Where `wanted` begins in `text` at or after `from`, or -1. Takes time for the sum of the lengths, not the product. */
export function indexOfBytes(text: Uint8Array, wanted: Uint8Array, from: number): number {
  if (wanted.length === 0) return from;
  const first = wanted[0] as number;
  if (wanted.length === 1) return text.indexOf(first, from);
  return wanted.length < 32 ? byTrying(text, wanted, from) : byPrefixes(text, wanted, from);
}

function byTrying(text: Uint8Array, wanted: Uint8Array, from: number): number {
  const last = text.length - wanted.length;
  const first = wanted[0] as number;
  for (
    let at = text.indexOf(first, from);
    at >= 0 && at <= last;
    at = text.indexOf(first, at + 1)
  ) {
    let i = 1;
    while (i < wanted.length && text[at + i] === wanted[i]) i++;
    if (i === wanted.length) return at;
  }
  return -1;
}

/** Knuth, Morris and Pratt. */
function byPrefixes(text: Uint8Array, wanted: Uint8Array, from: number): number {
  const prefixes = prefixLengths(wanted);
  let matched = 0;
  for (let at = from; at < text.length; at++) {
    while (matched > 0 && text[at] !== wanted[matched]) matched = prefixes[matched - 1] as number;
    if (text[at] === wanted[matched]) matched++;
    if (matched === wanted.length) return at - matched + 1;
  }
  return -1;
}

/** For each position the length of the longest proper prefix of `wanted` that ends there. */
function prefixLengths(wanted: Uint8Array): Int32Array {
  const lengths = new Int32Array(wanted.length);
  let length = 0;
  for (let i = 1; i < wanted.length; i++) {
    while (length > 0 && wanted[i] !== wanted[length]) length = lengths[length - 1] as number;
    if (wanted[i] === wanted[length]) length++;
    lengths[i] = length;
  }
  return lengths;
}
