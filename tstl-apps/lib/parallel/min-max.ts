/** The smaller of the two, for `reduce` and `allReduce`. */
export function min(left: number, right: number): number {
  return Math.min(left, right);
}

/** The greater of the two, for `reduce` and `allReduce`. */
export function max(left: number, right: number): number {
  return Math.max(left, right);
}
