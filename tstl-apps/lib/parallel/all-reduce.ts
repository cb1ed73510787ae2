import { spread } from "./broadcast.ts";
import { chooseAlgorithm } from "./choose-algorithm.ts";
import { type Call, type CollectiveOptions, collective, put, take } from "./collective.ts";
import { elementOperator } from "./each.ts";
import { halving } from "./halving.ts";
import { joinSubtree, type Operator } from "./reduce.ts";

/**
 * How `allReduce` goes. `tree`: up a tree to rank 0 and down again. `doubling`: in step k = 1, 2, 4, … each rank joins
 * with the one k away: half the steps, more messages. `halving`: as `doubling`, but each step exchanges half of a list
 * only; for long lists with `each(op)`. Default: `halving` where it is possible and worth it, else `doubling`, where
 * size is a power of two; else `tree`. All three give the same digits there.
 */
export type AllReduceAlgorithm = "tree" | "doubling" | "halving";

/** How `allReduce` is called. */
export interface AllReduceOptions extends CollectiveOptions {
  /** The same on all ranks. Default: the usual one. */
  readonly algorithm?: AllReduceAlgorithm | undefined;
}

const ALGORITHMS = ["tree", "doubling", "halving"] as const;

// Elements of a list from which sending halves of it pays.
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
  const size = (options.on ?? { size: __vnetos.size }).size;
  const otherwise = usual(value, op, size);
  const algorithm = chooseAlgorithm("allReduce", options.algorithm, ALGORITHMS, otherwise);
  const steps = (call: Call) => join(call, value, op, algorithm);
  return collective("allReduce", options, steps, options.algorithm ?? "");
}

function usual<T>(value: T, op: Operator<T>, size: number): AllReduceAlgorithm {
  if (!isPowerOfTwo(size)) return "tree";
  const long = elementOperator(op) !== undefined && (value as unknown[]).length >= LONG;
  return long ? "halving" : "doubling";
}

export function isPowerOfTwo(size: number): boolean {
  let power = 1;
  while (power < size) power *= 2;
  return power === size;
}

/** The steps of an all-reduce; part of other collectives too. */
export function join<T>(call: Call, value: T, op: Operator<T>, algorithm: AllReduceAlgorithm): T {
  if (algorithm === "tree") return spread(call, joinSubtree(call, value, op), "tree");
  if (algorithm === "halving") return halving(call, value, op);
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
