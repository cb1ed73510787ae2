/**
 * `left + right`, for `reduce` and `allReduce`.
 *
 * ```ts
 * const total = reduce(hits, sum);
 * ```
 */
export function sum(left: number, right: number): number {
  return left + right;
}
