import { decode, encode } from "../json.ts";
import { chooseAlgorithm } from "./choose-algorithm.ts";
import { type Call, collective, putText, type RootedOptions, takeText } from "./collective.ts";
import type { Communicator } from "./communicator.ts";
import { type Suited, suitedAlgorithm } from "./suited-algorithm.ts";

/**
 * How `broadcast` goes. `tree`: down a binomial tree, log2(size) steps. `ring`: from rank to rank in parts that follow
 * each other, for long values over slow links. `binary`: likewise, down a tree with two ranks below each. `linear`: from
 * the root to each. Default: `ring` where the ranks form a ring, `binary` where they form a tree, else `tree`.
 */
export type BroadcastAlgorithm = "tree" | "ring" | "binary" | "linear";

/** How `broadcast` is called. */
export interface BroadcastOptions extends RootedOptions {
  /** The same on all ranks. Default: the usual one. */
  readonly algorithm?: BroadcastAlgorithm | undefined;
}

const ALGORITHMS = ["tree", "ring", "binary", "linear"] as const;

// By the shape that the ranks form.
const SUITED: Suited<BroadcastAlgorithm> = { ring: "ring", tree: "binary" };

// Parts of a value that follow each other.
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
  const otherwise = usualWay(options.on);
  const algorithm = chooseAlgorithm("broadcast", options.algorithm, ALGORITHMS, otherwise);
  const steps = (call: Call) => spread(call, value, algorithm);
  const named = algorithm === "tree" ? "" : algorithm;
  return collective("broadcast", options, steps, named, options.root);
}

/** The algorithm of a broadcast that names none. */
export function usualWay(on: Communicator | undefined): BroadcastAlgorithm {
  return suitedAlgorithm(SUITED, on) ?? "tree";
}

/** The steps of a broadcast; part of other collectives too. */
export function spread<T>(call: Call, value: T, algorithm: BroadcastAlgorithm): T {
  const { on, root, name } = call;
  const own = on.rank === root;
  if (on.size === 1) return value;
  const json = own ? encode(`${name}(value)`, value) : "";
  const text = send(call, json, algorithm);
  return own ? value : decode<T>(text);
}

function send(call: Call, json: string, algorithm: BroadcastAlgorithm): string {
  if (algorithm === "tree") return downTree(call, json);
  return algorithm === "linear" ? toEach(call, json) : inParts(call, json, algorithm);
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

/** In parts that follow each other, along the ring or down the tree: every rank passes on what comes. */
function inParts(call: Call, json: string, algorithm: "ring" | "binary"): string {
  const { size, rank } = call.on;
  const { root } = call;
  const place = (rank - root + size) % size;
  const below = algorithm === "ring" ? [place + 1] : [2 * place + 1, 2 * place + 2];
  const above = algorithm === "ring" ? place - 1 : Math.floor((place - 1) / 2);
  const parts: string[] = [];
  for (let at = 0; ; at += PART_BYTES) {
    const part =
      place === 0 ? json.substring(at, at + PART_BYTES) : takeText(call, (above + root) % size);
    for (const to of below) if (to < size) putText(call, (to + root) % size, part);
    parts.push(part);
    // The last part is shorter than the others; an empty one when none is.
    if (part.length < PART_BYTES) return parts.join("");
  }
}
