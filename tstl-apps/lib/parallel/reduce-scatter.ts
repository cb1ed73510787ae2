import { exchange } from "./all-to-all.ts";
import { chooseAlgorithm } from "./choose-algorithm.ts";
import { type Call, type CollectiveOptions, collective } from "./collective.ts";
import { each } from "./each.ts";
import { fold, joinSubtree, type Operator } from "./reduce.ts";
import { checkCount, fromRoot } from "./scatter.ts";

/**
 * How `reduceScatter` goes. `pairwise`: each rank gets all values that are meant for it and joins them. `tree`: all are
 * joined on rank 0 and dealt out. Default `pairwise`.
 */
export type ReduceScatterAlgorithm = "pairwise" | "tree";

/** How `reduceScatter` is called. */
export interface ReduceScatterOptions extends CollectiveOptions {
  /** The same on all ranks. Default: the usual one. */
  readonly algorithm?: ReduceScatterAlgorithm | undefined;
}

const ALGORITHMS = ["pairwise", "tree"] as const;

/**
 * Joins what all ranks have for each rank, and gives each its own result: `values[i]` of all ranks, in rank order, is
 * for rank i. All ranks call it.
 *
 * @param values Exactly as many as there are ranks.
 * @param op Joins two values; associative.
 *
 * ```ts
 * const mine = reduceScatter(forceOnEachBlock, each(sum)); // the force on my block, from all ranks
 * ```
 */
export function reduceScatter<T>(
  values: readonly T[],
  op: Operator<T>,
  options: ReduceScatterOptions = {},
): T {
  const algorithm = chooseAlgorithm("reduceScatter", options.algorithm, ALGORITHMS, "pairwise");
  const steps = (call: Call): T => {
    if (algorithm === "pairwise") return fold(exchange(call, values, false), op) as T;
    checkCount(call, values.length);
    return fromRoot(call, joinSubtree<readonly T[]>(call, values, each(op)));
  };
  return collective("reduceScatter", options, steps, algorithm === "pairwise" ? "" : algorithm);
}
