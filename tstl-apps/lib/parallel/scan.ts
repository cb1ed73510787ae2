import { chooseAlgorithm } from "./choose-algorithm.ts";
import { type Call, type CollectiveOptions, collective, put, take } from "./collective.ts";
import type { Operator } from "./reduce.ts";

/**
 * How scans go. `doubling`: in step k = 1, 2, 4, … each rank gives what it has to the one k further on, log2(size) steps.
 * `linear`: from rank to rank. Default `doubling`.
 */
export type ScanAlgorithm = "doubling" | "linear";

/** How `scan` is called. */
export interface ScanOptions extends CollectiveOptions {
  /** The same on all ranks. Default: the usual one. */
  readonly algorithm?: ScanAlgorithm | undefined;
}

const ALGORITHMS = ["doubling", "linear"] as const;

/**
 * Gives each rank the join of the values of rank 0 up to its own, in rank order. All ranks call it.
 *
 * @param op Joins two values; associative. It must not change its arguments.
 *
 * ```ts
 * const end = scan(lines.length, sum); // my lines are those before `end`
 * ```
 */
export function scan<T>(value: T, op: Operator<T>, options: ScanOptions = {}): T {
  const algorithm = chooseAlgorithm("scan", options.algorithm, ALGORITHMS, "doubling");
  const steps = (call: Call) => prefix(call, value, op, algorithm);
  return collective("scan", options, steps, algorithm === "doubling" ? "" : algorithm);
}

/**
 * As `scan`, without the rank's own value: the join of the values of all lower ranks.
 *
 * @param initial What rank 0 gets, for example 0 for `sum`.
 *
 * ```ts
 * const start = exclusiveScan(lines.length, sum, 0); // my lines begin there
 * ```
 */
export function exclusiveScan<T>(
  value: T,
  op: Operator<T>,
  initial: T,
  options: ScanOptions = {},
): T {
  const algorithm = chooseAlgorithm("exclusiveScan", options.algorithm, ALGORITHMS, "doubling");
  const steps = (call: Call) => {
    const { rank, size } = call.on;
    const joined = prefix(call, value, op, algorithm);
    if (rank + 1 < size) put(call, rank + 1, joined);
    return rank === 0 ? initial : take<T>(call, rank - 1);
  };
  return collective("exclusiveScan", options, steps, algorithm === "doubling" ? "" : algorithm);
}

function prefix<T>(call: Call, value: T, op: Operator<T>, algorithm: ScanAlgorithm): T {
  const { rank, size } = call.on;
  let joined = value;
  if (algorithm === "linear") {
    if (rank > 0) joined = op(take<T>(call, rank - 1), joined);
    if (rank + 1 < size) put(call, rank + 1, joined);
    return joined;
  }
  for (let k = 1; k < size; k *= 2) {
    if (rank + k < size) put(call, rank + k, joined);
    if (rank >= k) joined = op(take<T>(call, rank - k), joined);
  }
  return joined;
}
