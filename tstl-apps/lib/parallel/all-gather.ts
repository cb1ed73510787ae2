import { decode, encode } from "../json.ts";
import { spread, usualWay } from "./broadcast.ts";
import { chooseAlgorithm } from "./choose-algorithm.ts";
import {
  type Call,
  type CollectiveOptions,
  collective,
  put,
  putText,
  take,
  takeText,
} from "./collective.ts";
import { toRoot } from "./gather.ts";
import { type Suited, suitedAlgorithm } from "./suited-algorithm.ts";

/**
 * How `allGather` goes. `doubling`: in step k = 1, 2, 4, … each rank gives all it has to the one k before, log2(size)
 * steps. `ring`: values go round, to neighbours only. `linear`: to rank 0 and from there to all. Default: `ring` where the
 * ranks form a ring, `linear` where they form a tree or a star, else `doubling`.
 */
export type AllGatherAlgorithm = "doubling" | "ring" | "linear";

/** How `allGather` is called. */
export interface AllGatherOptions extends CollectiveOptions {
  /** The same on all ranks. Default: the usual one. */
  readonly algorithm?: AllGatherAlgorithm | undefined;
}

const ALGORITHMS = ["doubling", "ring", "linear"] as const;

// By the shape that the ranks form.
const SUITED: Suited<AllGatherAlgorithm> = { ring: "ring", tree: "linear", star: "linear" };

/**
 * Gives every rank one value of each rank, by rank. All ranks call it.
 *
 * @param value Anything that JSON can carry, but not undefined.
 *
 * ```ts
 * const loads = allGather(tasks.length);
 * const busiest = loads.indexOf(Math.max(...loads));
 * ```
 */
export function allGather<T>(value: T, options: AllGatherOptions = {}): T[] {
  const otherwise = suitedAlgorithm(SUITED, options.on) ?? "doubling";
  const algorithm = chooseAlgorithm("allGather", options.algorithm, ALGORITHMS, otherwise);
  const steps = (call: Call) => collect(call, value, algorithm);
  return collective("allGather", options, steps, algorithm === "doubling" ? "" : algorithm);
}

/** The steps of an all-gather; part of other collectives too. */
export function collect<T>(call: Call, value: T, algorithm: AllGatherAlgorithm): T[] {
  if (algorithm === "linear") return spread(call, toRoot(call, value) ?? [], usualWay(call.on));
  return algorithm === "ring" ? round(call, value) : doubling(call, value);
}

/** What a rank has begins with its own value and goes on with those of the ranks behind it. */
function doubling<T>(call: Call, value: T): T[] {
  const { rank, size } = call.on;
  const block = [value];
  // Alone at first, so that an error says where in the value it is.
  if (size > 1) putText(call, before(call, 1), `[${encode(`${call.name}(value)`, value)}]`);
  for (let k = 1; k < size; k *= 2) {
    if (k > 1) put(call, before(call, k), block.slice(0, Math.min(k, size - k)));
    for (const other of take<T[]>(call, (rank + k) % size)) block.push(other);
  }
  const values: T[] = [];
  for (let i = 0; i < size; i++) values[i] = block[(i - rank + size) % size] as T;
  return values;
}

function before({ on }: Call, steps: number): number {
  return (on.rank - steps + on.size) % on.size;
}

function round<T>(call: Call, value: T): T[] {
  const { rank, size } = call.on;
  const values: T[] = [];
  for (let i = 0; i < size; i++) values[i] = value;
  let json = encode(`${call.name}(value)`, value);
  for (let k = 1; k < size; k++) {
    putText(call, (rank + 1) % size, json);
    json = takeText(call, (rank + size - 1) % size);
    values[(rank - k + size) % size] = decode<T>(json);
  }
  return values;
}
