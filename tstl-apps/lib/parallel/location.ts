/** A number and where it was found, for example on which rank. */
export interface Located {
  readonly value: number;
  readonly at: number;
}

/**
 * The smaller of the two with its place; of equal ones that with the lower place.
 *
 * ```ts
 * const { value, at } = allReduce({ value: error, at: rank }, minLocation);
 * ```
 */
export function minLocation(left: Located, right: Located): Located {
  if (left.value === right.value) return left.at <= right.at ? left : right;
  return left.value < right.value ? left : right;
}

/** The greater of the two with its place; of equal ones that with the lower place. */
export function maxLocation(left: Located, right: Located): Located {
  if (left.value === right.value) return left.at <= right.at ? left : right;
  return left.value > right.value ? left : right;
}
