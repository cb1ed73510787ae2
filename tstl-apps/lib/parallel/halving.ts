import { VnetosError } from "../vnetos-error.ts";
import { blockOf } from "./block.ts";
import { type Call, put, take } from "./collective.ts";
import { elementOperator } from "./each.ts";
import type { Operator } from "./reduce.ts";

interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * In step k = 1, 2, 4, … each rank exchanges half of its part of the list with the rank k away and joins the half that it
 * keeps; then the parts are put together again, the other way round. Joins neighbours first, so the order is that of the
 * ranks, and the digits are those of `doubling`.
 */
export function halving<T>(call: Call, value: T, op: Operator<T>): T {
  const ofElements = elementOperator(op);
  const { size } = call.on;
  let power = 1;
  while (power < size) power *= 2;
  if (ofElements === undefined || power !== size) {
    const text =
      "allReduce(algorithm): halving wants an operator made by each() and a power of two ranks";
    throw new VnetosError("bad-request", text);
  }
  const list = (value as unknown[]).slice();
  const parts = scatterHalves(call, list, ofElements);
  collectHalves(call, list, parts);
  return list as T;
}

/** Answers the part of each step; the last one is all joined. */
function scatterHalves(call: Call, list: unknown[], op: Operator<unknown>): Part[] {
  const { rank, size } = call.on;
  const parts: Part[] = [{ start: 0, end: list.length }];
  for (let bit = 1; bit < size; bit *= 2) {
    const whole = parts[parts.length - 1] as Part;
    const lower = rank % (2 * bit) < bit;
    const peer = lower ? rank + bit : rank - bit;
    put(call, peer, partOf(list, halfOf(whole, !lower)));
    const kept = halfOf(whole, lower);
    const theirs = take<unknown[]>(call, peer);
    checkLength(call, theirs.length, kept.end - kept.start);
    for (let i = kept.start; i < kept.end; i++) {
      const other = theirs[i - kept.start];
      list[i] = lower ? op(list[i], other) : op(other, list[i]);
    }
    parts.push(kept);
  }
  return parts;
}

function collectHalves(call: Call, list: unknown[], parts: Part[]): void {
  const { rank, size } = call.on;
  for (let bit = size / 2; bit >= 1; bit /= 2) {
    const lower = rank % (2 * bit) < bit;
    const peer = lower ? rank + bit : rank - bit;
    const own = parts.pop() as Part;
    put(call, peer, partOf(list, own));
    const other = halfOf(parts[parts.length - 1] as Part, !lower);
    const theirs = take<unknown[]>(call, peer);
    for (let i = other.start; i < other.end; i++) list[i] = theirs[i - other.start];
  }
}

function halfOf({ start, end }: Part, first: boolean): Part {
  const half = blockOf(end - start, first ? 0 : 1, 2);
  return { start: start + half.start, end: start + half.end };
}

function partOf(list: readonly unknown[], { start, end }: Part): unknown[] {
  return list.slice(start, end);
}

function checkLength({ name }: Call, theirs: number, own: number): void {
  if (theirs === own) return;
  throw new VnetosError("bad-request", `${name}(value): lists of unequal lengths`);
}
