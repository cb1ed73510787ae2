import { spread, usualWay } from "./broadcast.ts";
import { chooseAlgorithm } from "./choose-algorithm.ts";
import { type Call, type CollectiveOptions, collective, put, take } from "./collective.ts";
import type { Communicator } from "./communicator.ts";
import { elementOperator } from "./each.ts";
import { world } from "./everyone.ts";
import { halving } from "./halving.ts";
import { joinSubtree, type Operator } from "./reduce.ts";
import { roundTheRing } from "./round-the-ring.ts";
import { type Suited, suitedAlgorithm } from "./suited-algorithm.ts";

/**
 * How `allReduce` goes. `tree`: up a tree to rank 0 and down again. `doubling`: in step k = 1, 2, 4, … each rank joins
 * with the one k away: half the steps, more messages. `halving`: as `doubling`, but each step exchanges half of a list
 * only; for long lists with `each(op)`. `ring`: parts of a list with `each(op)` go from rank to rank, are joined on
 * the way, and come round once more. Default: for lists from 1,024 elements with `each(op)` `ring` where the ranks form a
 * ring, `tree` where they form a tree or a star, else `halving` where size is a power of two; for all else `doubling` where size is a power of two, else `tree`.
 * `tree`, `doubling` and `halving` give the same digits where size is a power of two; `ring` joins in another order.
 */
export type AllReduceAlgorithm = "tree" | "doubling" | "halving" | "ring";

/** How `allReduce` is called. */
export interface AllReduceOptions extends CollectiveOptions {
  /** The same on all ranks. Default: the usual one. */
  readonly algorithm?: AllReduceAlgorithm | undefined;
}

const ALGORITHMS = ["tree", "doubling", "halving", "ring"] as const;

// For long lists, by the shape that the ranks form.
const SUITED: Suited<AllReduceAlgorithm> = { ring: "ring", tree: "tree", star: "tree" };

// Elements of a list from which sending parts of it pays.
const LONG = 1_024;

/**
 * Joins the values of all ranks as `reduce` does, in the same order, and gives the result to every rank.
 *
 * @param value Anything that JSON can carry.
 * @param op Joins two values; associative.
 * @throws VnetosError `bad-request` for a wrong argument; whatever ends the call on another rank.
 *
 * ```ts
 * const slowest = allReduce(now() - start, max);
 * const histogram = allReduce(counts, each(sum));
 * ```
 */
export function allReduce<T>(value: T, op: Operator<T>, options: AllReduceOptions = {}): T {
  const otherwise = usual(value, op, options.on ?? world);
  const algorithm = chooseAlgorithm("allReduce", options.algorithm, ALGORITHMS, otherwise);
  const steps = (call: Call) => join(call, value, op, algorithm);
  const named = algorithm === "ring" ? "ring" : (options.algorithm ?? "");
  return collective("allReduce", options, steps, named);
}

function usual<T>(value: T, op: Operator<T>, on: Communicator): AllReduceAlgorithm {
  const long = elementOperator(op) !== undefined && (value as unknown[]).length >= LONG;
  const suited = long ? suitedAlgorithm(SUITED, on) : undefined;
  if (suited !== undefined) return suited;
  if (!isPowerOfTwo(on.size)) return "tree";
  return long ? "halving" : "doubling";
}

export function isPowerOfTwo(size: number): boolean {
  let power = 1;
  while (power < size) power *= 2;
  return power === size;
}

/** The steps of an all-reduce; part of other collectives too. */
export function join<T>(call: Call, value: T, op: Operator<T>, algorithm: AllReduceAlgorithm): T {
  if (algorithm === "tree") return spread(call, joinSubtree(call, value, op), usualWay(call.on));
  if (algorithm === "halving") return halving(call, value, op);
  if (algorithm === "ring") return roundTheRing(call, value, op);
  return doubling(call, value, op);
}

/**
 * Blocks of neighbours join: k ranks on the left with k on the right, so the order is that of the ranks. Where size is
 * no power of two, the first ranks join in pairs beforehand, and one of each pair sits out.
 */
function doubling<T>(call: Call, value: T, op: Operator<T>): T {
  const { rank, size } = call.on;
  let power = 1;
  while (2 * power <= size) power *= 2;
  const pairs = size - power;
  if (rank < 2 * pairs && rank % 2 === 1) {
    put(call, rank - 1, value);
    return take<T>(call, rank - 1);
  }
  let joined = rank < 2 * pairs ? op(value, take<T>(call, rank + 1)) : value;
  const place = rank < 2 * pairs ? rank / 2 : rank - pairs;
  for (let bit = 1; bit < power; bit *= 2) {
    const lower = place % (2 * bit) < bit;
    const other = lower ? place + bit : place - bit;
    const peer = other < pairs ? 2 * other : other + pairs;
    put(call, peer, joined);
    const theirs = take<T>(call, peer);
    joined = lower ? op(joined, theirs) : op(theirs, joined);
  }
  if (rank < 2 * pairs) put(call, rank + 1, joined);
  return joined;
}
