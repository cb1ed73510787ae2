const PRIME = 2_147_483_647;

/** What is told of the numbers that one rank holds, or several neighbouring ones. */
export interface Stretch {
  readonly count: number;
  readonly sorted: boolean;
  readonly first: number;
  readonly last: number;
  /** The sum of place times number: another order would give another sum. */
  readonly checksum: number;
}

/** Of a list; `start` is the place of its first number in the whole, from 0. */
export function stretchOf(numbers: readonly number[], start: number): Stretch {
  let sorted = true;
  let checksum = 0;
  for (let i = 0; i < numbers.length; i++) {
    if (i > 0 && numbers[i - 1] > numbers[i]) sorted = false;
    checksum = (checksum + (start + i + 1) * numbers[i]) % PRIME;
  }
  const count = numbers.length;
  return { count, sorted, first: numbers[0] ?? 0, last: numbers[count - 1] ?? 0, checksum };
}

export function joinStretches(left: Stretch, right: Stretch): Stretch {
  if (left.count === 0) return right;
  if (right.count === 0) return left;
  return {
    count: left.count + right.count,
    sorted: left.sorted && right.sorted && left.last <= right.first,
    first: left.first,
    last: right.last,
    checksum: (left.checksum + right.checksum) % PRIME,
  };
}
