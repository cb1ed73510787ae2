// Chance as a function of time: the number for a step depends on seed, kind and step alone, so that any moment can be
// asked for, in any order, and needs no memory. `random` draws one number after the other; this cannot.
//
// The words are mixed by the last part of MurmurHash3 (A. Appleby, public domain).

const GOLDEN = 0x9e3779b9;

function mixed(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** One stream of chance of a seed; `kind` tells those of the same seed apart. */
export function streamOf(seed: number, kind: number): number {
  return mixed(mixed(seed + GOLDEN) + kind);
}

/**
 * The `draw`th number of a step, above 0 and below 1, in steps of 2^-32.
 *
 * @param step Any whole number, also a negative one.
 */
export function chanceAt(stream: number, step: number, draw: number): number {
  const high = Math.floor(step / 4_294_967_296);
  const word = mixed(mixed(stream + draw * GOLDEN) ^ (step - high * 4_294_967_296));
  return ((high === 0 ? word : mixed(word + high)) >>> 0) / 4_294_967_296 + 1 / 8_589_934_592;
}
