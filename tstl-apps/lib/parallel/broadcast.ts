import { decode, encode } from "../json.ts";
import { chooseAlgorithm } from "./choose-algorithm.ts";
import { type Call, collective, putText, type RootedOptions, takeText } from "./collective.ts";

/**
 * How `broadcast` goes. `tree`: down a binomial tree, log2(size) steps. `ring`: from rank to rank in parts that follow
 * each other, for long values over slow links. `linear`: from the root to each. Default `tree`.
 */
export type BroadcastAlgorithm = "tree" | "ring" | "linear";

/** How `broadcast` is called. */
export interface BroadcastOptions extends RootedOptions {
  /** The same on all ranks. Default: the usual one. */
  readonly algorithm?: BroadcastAlgorithm | undefined;
}

const ALGORITHMS = ["tree", "ring", "linear"] as const;

// Parts of a value that follow each other round the ring.
const PART_BYTES = 8_192;

/**
 * Gives every rank the root's value. All ranks call it; only the root's `value` counts.
 *
 * @param value Anything that JSON can carry.
 * @returns The root's value, on every rank.
 * @throws VnetosError `bad-request` for a wrong argument; whatever ends the call on another rank.
 *
 * ```ts
 * const text = broadcast(rank === 0 ? readInput() : "");
 * const plan = broadcast(rank === 2 ? makePlan() : undefined, { root: 2, on: half });
 * ```
 */
export function broadcast<T>(value: T, options: BroadcastOptions = {}): T {
  const algorithm = chooseAlgorithm("broadcast", options.algorithm, ALGORITHMS, "tree");
  const steps = (call: Call) => spread(call, value, algorithm);
  const named = algorithm === "tree" ? "" : algorithm;
  return collective("broadcast", options, steps, named, options.root);
}

/** The steps of a broadcast; part of other collectives too. */
export function spread<T>(call: Call, value: T, algorithm: BroadcastAlgorithm): T {
  const { on, root, name } = call;
  const own = on.rank === root;
  if (on.size === 1) return value;
  const json = own ? encode(`${name}(value)`, value) : "";
  if (algorithm === "ring") return own ? sendRound(call, value, json) : decode<T>(passOn(call));
  const text = algorithm === "tree" ? downTree(call, json) : toEach(call, json);
  return own ? value : decode<T>(text);
}

/** Ranks counted from the root: a rank's parent is the rank without its lowest bit. */
function downTree(call: Call, json: string): string {
  const { size, rank } = call.on;
  const { root } = call;
  const place = (rank - root + size) % size;
  let bit = 1;
  while (bit < size && place % (2 * bit) === 0) bit *= 2;
  const text = place === 0 ? json : takeText(call, (place - bit + root) % size);
  for (let step = bit / 2; step >= 1; step /= 2) {
    if (place + step < size) putText(call, (place + step + root) % size, text);
  }
  return text;
}

function toEach(call: Call, json: string): string {
  const { size, rank } = call.on;
  if (rank !== call.root) return takeText(call, call.root);
  for (let to = 0; to < size; to++) if (to !== rank) putText(call, to, json);
  return json;
}

function sendRound<T>(call: Call, value: T, json: string): T {
  const next = (call.on.rank + 1) % call.on.size;
  for (let at = 0; at < json.length; at += PART_BYTES) {
    putText(call, next, json.substring(at, at + PART_BYTES));
  }
  putText(call, next, "");
  return value;
}

/** The parts until the empty one, each passed on as it comes. */
function passOn(call: Call): string {
  const { on, root } = call;
  const next = (on.rank + 1) % on.size;
  const previous = (on.rank + on.size - 1) % on.size;
  const parts: string[] = [];
  for (;;) {
    const part = takeText(call, previous);
    if (next !== root) putText(call, next, part);
    if (part === "") return parts.join("");
    parts.push(part);
  }
}
