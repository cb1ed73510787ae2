import { chooseAlgorithm } from "./choose-algorithm.ts";
import { type Call, type CollectiveOptions, collective, put, take } from "./collective.ts";
import { checkCount } from "./scatter.ts";

/**
 * How `allToAll` goes. `pairwise`: in step k each rank sends to the one k further on and takes from the one k before, so
 * nobody is sent to by two at once. `linear`: all is sent at once, then taken. Default `pairwise`.
 */
export type AllToAllAlgorithm = "pairwise" | "linear";

/** How `allToAll` is called. */
export interface AllToAllOptions extends CollectiveOptions {
  /** The same on all ranks. Default: the usual one. */
  readonly algorithm?: AllToAllAlgorithm | undefined;
}

const ALGORITHMS = ["pairwise", "linear"] as const;

/**
 * Every rank has a value for each rank: gives each its own. All ranks call it.
 *
 * @param values Exactly as many as there are ranks; `values[i]` is for rank i.
 * @returns What the ranks have had for this one, by rank.
 * @throws VnetosError `bad-request` for a wrong number of values; whatever ends the call on another rank.
 *
 * ```ts
 * const column = allToAll(row); // transposes a matrix that has one row on each rank
 * ```
 */
export function allToAll<T>(values: readonly T[], options: AllToAllOptions = {}): T[] {
  const algorithm = chooseAlgorithm("allToAll", options.algorithm, ALGORITHMS, "pairwise");
  const steps = (call: Call) => exchange(call, values, algorithm === "linear");
  return collective("allToAll", options, steps, algorithm === "pairwise" ? "" : algorithm);
}

/** The steps of an all-to-all; part of other collectives too. */
export function exchange<T>(call: Call, values: readonly T[], atOnce: boolean): T[] {
  const { rank, size } = call.on;
  checkCount(call, values.length);
  const got: T[] = [];
  for (let i = 0; i < size; i++) got[i] = values[rank] as T;
  for (let k = 1; k < size; k++) {
    const to = (rank + k) % size;
    const from = (rank - k + size) % size;
    put(call, to, values[to]);
    if (!atOnce) got[from] = take<T>(call, from);
  }
  if (atOnce) for (let i = 0; i < size; i++) if (i !== rank) got[i] = take<T>(call, i);
  return got;
}
