import { chooseAlgorithm } from "./choose-algorithm.ts";
import { type Call, collective, put, type RootedOptions, take } from "./collective.ts";
import { toRoot } from "./gather.ts";

/** Joins two values to one, those of lower ranks on the left. Associative; it may change and return its left one. */
export type Operator<T> = (left: T, right: T) => T;

/**
 * How `reduce` goes. `tree`: two by two, log2(size) steps. `linear`: the root joins all values, rank 0 op rank 1 op
 * rank 2, and so on. Default `tree`.
 */
export type ReduceAlgorithm = "tree" | "linear";

/** How `reduce` is called. */
export interface ReduceOptions extends RootedOptions {
  /** The same on all ranks. Default: the usual one. */
  readonly algorithm?: ReduceAlgorithm | undefined;
}

const ALGORITHMS = ["tree", "linear"] as const;

/**
 * Joins the values of all ranks to one, two by two, and gives it to the root. All ranks call it.
 *
 * The order depends on the size and the algorithm alone, not on time or root. With `tree`: rank 0 op rank 1, rank 2 op
 * rank 3, then those two, and so on, always the lower ranks on the left. So `op` must be associative but needs not be
 * commutative, and a sum of fractions has the same digits in every run.
 *
 * @param value Anything that JSON can carry.
 * @param op Joins two values, for example `sum`. It may change and return its left one.
 * @returns The result on the root, undefined on every other rank.
 * @throws VnetosError `bad-request` for a wrong argument; whatever ends the call on another rank.
 *
 * ```ts
 * const total = reduce(hits, sum);
 * if (total !== undefined) console.log(total);
 * ```
 */
export function reduce<T>(value: T, op: Operator<T>, options: ReduceOptions = {}): T | undefined {
  const algorithm = chooseAlgorithm("reduce", options.algorithm, ALGORITHMS, "tree");
  const steps = (call: Call) => {
    if (algorithm === "linear") return fold(toRoot(call, value), op);
    return moveToRoot(call, joinSubtree(call, value, op));
  };
  const named = algorithm === "tree" ? "" : algorithm;
  return collective("reduce", options, steps, named, options.root);
}

/** The join of all values on rank 0 of the communicator; elsewhere that of a part. */
export function joinSubtree<T>(call: Call, value: T, op: Operator<T>): T {
  const { rank, size } = call.on;
  let joined = value;
  for (let bit = 1; bit < size; bit *= 2) {
    if (rank % (2 * bit) !== 0) {
      put(call, rank - bit, joined);
      break;
    }
    if (rank + bit < size) joined = op(joined, take<T>(call, rank + bit));
  }
  return joined;
}

function moveToRoot<T>(call: Call, joined: T): T | undefined {
  const { rank } = call.on;
  if (call.root === 0) return rank === 0 ? joined : undefined;
  if (rank === 0) put(call, call.root, joined);
  return rank === call.root ? take<T>(call, 0) : undefined;
}

/** From the left. */
export function fold<T>(values: readonly T[] | undefined, op: Operator<T>): T | undefined {
  if (values === undefined) return undefined;
  let joined = values[0] as T;
  for (let i = 1; i < values.length; i++) joined = op(joined, values[i] as T);
  return joined;
}
