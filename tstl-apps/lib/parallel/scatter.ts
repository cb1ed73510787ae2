import { VnetosError } from "../vnetos-error.ts";
import { chooseAlgorithm } from "./choose-algorithm.ts";
import { type Call, collective, put, type RootedOptions, take } from "./collective.ts";

/**
 * How `scatter` goes. `linear`: the root sends to each. `tree`: down a binomial tree, each rank deals out the half of what it
 * has got. Default `linear`.
 */
export type ScatterAlgorithm = "linear" | "tree";

/** How `scatter` is called. */
export interface ScatterOptions extends RootedOptions {
  /** The same on all ranks. Default: the usual one. */
  readonly algorithm?: ScatterAlgorithm | undefined;
}

const ALGORITHMS = ["linear", "tree"] as const;

/**
 * Deals the root's values out, one to each rank. All ranks call it; only the root's `values` count.
 *
 * @param values On the root exactly as many values as there are ranks, by rank; elsewhere anything, for example `[]`.
 * @returns This rank's value.
 * @throws VnetosError `bad-request` for a wrong argument; whatever ends the call on another rank.
 *
 * ```ts
 * const mine = scatter(rank === 0 ? cutIntoPieces(readInput(), size) : []);
 * ```
 */
export function scatter<T>(values: readonly T[], options: ScatterOptions = {}): T {
  const algorithm = chooseAlgorithm("scatter", options.algorithm, ALGORITHMS, "linear");
  const steps = (call: Call) => {
    if (call.on.rank === call.root) checkCount(call, values.length);
    return algorithm === "tree" ? downTree(call, values) : fromRoot(call, values);
  };
  const named = algorithm === "linear" ? "" : algorithm;
  return collective("scatter", options, steps, named, options.root);
}

/** The steps of a linear scatter; part of other collectives too. */
export function fromRoot<T>(call: Call, values: readonly T[]): T {
  const { rank, size } = call.on;
  if (rank !== call.root) return take<T>(call, call.root);
  for (let to = 0; to < size; to++) if (to !== rank) put(call, to, values[to]);
  return values[rank] as T;
}

/** Ranks counted from the root; a rank gets the values of the block that begins with its own. */
function downTree<T>(call: Call, values: readonly T[]): T {
  const { rank, size } = call.on;
  const { root } = call;
  const place = (rank - root + size) % size;
  let bit = 1;
  while (bit < size && place % (2 * bit) === 0) bit *= 2;
  const block =
    place === 0 ? fromRootOn(values, call) : take<T[]>(call, (place - bit + root) % size);
  for (let step = bit / 2; step >= 1; step /= 2) {
    if (step >= block.length) continue;
    put(call, (place + step + root) % size, block.slice(step));
    block.splice(step);
  }
  return block[0] as T;
}

function fromRootOn<T>(values: readonly T[], { root, on }: Call): T[] {
  const block: T[] = [];
  for (let i = 0; i < on.size; i++) block[i] = values[(i + root) % on.size] as T;
  return block;
}

export function checkCount({ name, on }: Call, count: number): void {
  if (count === on.size) return;
  throw new VnetosError("bad-request", `${name}(values): ${count} values for ${on.size} ranks`);
}
