import { chooseAlgorithm } from "./choose-algorithm.ts";
import { type Call, collective, put, type RootedOptions, take } from "./collective.ts";

/**
 * How `gather` goes. `linear`: each rank sends to the root. `tree`: up a binomial tree, so that the root takes log2(size)
 * messages instead of size. Default `linear`.
 */
export type GatherAlgorithm = "linear" | "tree";

/** How `gather` is called. */
export interface GatherOptions extends RootedOptions {
  /** The same on all ranks. Default: the usual one. */
  readonly algorithm?: GatherAlgorithm | undefined;
}

const ALGORITHMS = ["linear", "tree"] as const;

/**
 * Brings one value of every rank to the root. All ranks call it.
 *
 * @param value Anything that JSON can carry, but not undefined.
 * @returns On the root the values by rank, undefined on every other rank.
 * @throws VnetosError `bad-request` for a wrong argument; whatever ends the call on another rank.
 *
 * ```ts
 * const names = gather(node);
 * if (names !== undefined) console.log(names.join(", "));
 * ```
 */
export function gather<T>(value: T, options: GatherOptions = {}): T[] | undefined {
  const algorithm = chooseAlgorithm("gather", options.algorithm, ALGORITHMS, "linear");
  const steps = (call: Call) => (algorithm === "tree" ? upTree(call, value) : toRoot(call, value));
  const named = algorithm === "linear" ? "" : algorithm;
  return collective("gather", options, steps, named, options.root);
}

/** The steps of a linear gather; part of other collectives too. */
export function toRoot<T>(call: Call, value: T): T[] | undefined {
  const { rank, size } = call.on;
  if (rank !== call.root) {
    put(call, call.root, value);
    return undefined;
  }
  const values: T[] = [];
  for (let from = 0; from < size; from++) {
    values[from] = from === rank ? value : take<T>(call, from);
  }
  return values;
}

/** Ranks counted from the root; each sends on the values of a block that begins with its own. */
function upTree<T>(call: Call, value: T): T[] | undefined {
  const { rank, size } = call.on;
  const place = (rank - call.root + size) % size;
  const block = [value];
  for (let bit = 1; bit < size; bit *= 2) {
    if (place % (2 * bit) !== 0) {
      put(call, (place - bit + call.root) % size, block);
      return undefined;
    }
    if (place + bit >= size) continue;
    const others = take<T[]>(call, (place + bit + call.root) % size);
    for (const other of others) block.push(other);
  }
  return byRank(block, call);
}

function byRank<T>(block: readonly T[], { root, on }: Call): T[] {
  const values: T[] = [];
  for (let i = 0; i < on.size; i++) values[i] = block[(i - root + on.size) % on.size] as T;
  return values;
}
