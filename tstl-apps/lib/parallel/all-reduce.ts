import { broadcast } from "./broadcast.ts";
import { reduce } from "./reduce.ts";

/**
 * Joins the values of all ranks as `reduce` does and gives the result to every rank.
 *
 * @param value Anything that JSON can carry.
 * @param op Joins two values; associative.
 *
 * ```ts
 * const slowest = allReduce(now() - start, max);
 * ```
 */
export function allReduce<T>(value: T, op: (left: T, right: T) => T): T {
  return broadcast(reduce(value, op) as T);
}
