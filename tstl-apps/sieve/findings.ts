/** What is told of the primes in a stretch of numbers. */
export interface Findings {
  readonly count: number;
  /** Pairs of primes with a difference of 2. */
  readonly twins: number;
  /** The greatest difference of two neighbouring primes. */
  readonly gap: number;
  /** The first and the last prime; 0 when there is none. */
  readonly first: number;
  readonly last: number;
}

/** Of a stretch without primes. */
export const NOTHING: Findings = { count: 0, twins: 0, gap: 0, first: 0, last: 0 };

/** Of the stretch that begins at `start`; `composite` tells which of its numbers are no primes. */
export function findingsIn(start: number, composite: readonly boolean[]): Findings {
  let count = 0;
  let twins = 0;
  let gap = 0;
  let first = 0;
  let last = 0;
  for (let i = 0; i < composite.length; i++) {
    if (composite[i]) continue;
    const prime = start + i;
    if (count === 0) first = prime;
    else gap = Math.max(gap, prime - last);
    if (prime - last === 2 && count > 0) twins++;
    last = prime;
    count++;
  }
  return { count, twins, gap, first, last };
}

/** Of two stretches that are neighbours, `left` below `right`: a pair of twins may lie across the border. */
export function joinFindings(left: Findings, right: Findings): Findings {
  if (left.count === 0) return right;
  if (right.count === 0) return left;
  const between = right.first - left.last;
  return {
    count: left.count + right.count,
    twins: left.twins + right.twins + (between === 2 ? 1 : 0),
    gap: Math.max(left.gap, right.gap, between),
    first: left.first,
    last: right.last,
  };
}
