import { VnetosError } from "../vnetos-error.ts";
import { collect } from "./all-gather.ts";
import { join } from "./all-reduce.ts";
import { blockOf } from "./block.ts";
import { type Call, type CollectiveOptions, collective } from "./collective.ts";
import type { Operator } from "./reduce.ts";

/**
 * `items.map(f)`, done by all ranks together, each a block of the items. All ranks call it with the same items, and all
 * get all results.
 *
 * @param f Its result is anything that JSON can carry, but not undefined.
 *
 * ```ts
 * const primes = map(numbers, isPrime);
 * ```
 */
export function map<T, U>(
  items: readonly T[],
  f: (item: T, index: number) => U,
  options: CollectiveOptions = {},
): U[] {
  const steps = (call: Call) => {
    const own: U[] = [];
    forOwn(call, items, (item, i) => own.push(f(item, i)));
    const all: U[] = [];
    for (const part of collect(call, own, "doubling")) for (const each of part) all.push(each);
    return all;
  };
  return collective("map", options, steps, `${items.length} items`);
}

/**
 * Joins `f` of all items, in their order, each rank a block of them. All ranks call it with the same items, and all get
 * the result.
 *
 * @param items At least one.
 * @param op Joins two results; associative.
 *
 * ```ts
 * const longest = mapReduce(words, (word) => word.length, max);
 * ```
 */
export function mapReduce<T, U>(
  items: readonly T[],
  f: (item: T, index: number) => U,
  op: Operator<U>,
  options: CollectiveOptions = {},
): U {
  if (items.length === 0)
    throw new VnetosError("bad-request", "mapReduce(items): there are none, so nothing to join");
  const steps = (call: Call) => {
    let own: U[] = [];
    forOwn(call, items, (item, i) => {
      const value = f(item, i);
      own = [own.length === 0 ? value : op(own[0] as U, value)];
    });
    // A rank without items puts an empty list in.
    const joinLists = (left: U[], right: U[]): U[] => {
      if (left.length === 0 || right.length === 0) return left.length === 0 ? right : left;
      return [op(left[0] as U, right[0] as U)];
    };
    return join(call, own, joinLists, "tree")[0] as U;
  };
  return collective("mapReduce", options, steps, `${items.length} items`);
}

function forOwn<T>(call: Call, items: readonly T[], action: (item: T, index: number) => void) {
  const { start, end } = blockOf(items.length, call.on.rank, call.on.size);
  for (let i = start; i < end; i++) action(items[i] as T, i);
}
