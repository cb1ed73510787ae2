import { type Findings, findingsIn, joinFindings, NOTHING } from "./findings.ts";

// A block is searched in segments of this many numbers: memory does not grow with the limit, and stays in the cache.
const SEGMENT = 10_000;

/**
 * What there is to tell of the primes from `start` up to, not including, `end`.
 *
 * @param primes All primes up to the square root of `end`.
 */
export function searchBlock(start: number, end: number, primes: readonly number[]): Findings {
  let found = NOTHING;
  for (let from = start; from < end; from += SEGMENT) {
    const composite = sieveSegment(from, Math.min(from + SEGMENT, end), primes);
    found = joinFindings(found, findingsIn(from, composite));
  }
  return found;
}

/** For each number from `start` up to `end`: is it a multiple of a smaller one? */
function sieveSegment(start: number, end: number, primes: readonly number[]): boolean[] {
  const composite: boolean[] = [];
  for (let n = start; n < end; n++) composite.push(false);
  for (const prime of primes) {
    if (prime * prime >= end) break;
    const firstMultiple = Math.max(prime * prime, Math.ceil(start / prime) * prime);
    for (let n = firstMultiple; n < end; n += prime) composite[n - start] = true;
  }
  return composite;
}
