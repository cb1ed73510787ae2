import { decode } from "../json.ts";
import { VnetosError } from "../vnetos-error.ts";
import { type Call, put, putText, take, takeText } from "./collective.ts";
import { elementOperator } from "./each.ts";
import type { Operator } from "./reduce.ts";

// Elements of a part: long enough to be worth a message, short enough that all ranks are soon at work.
const PART = 1024;

/** A part under way, and how long the whole list is: all must be as long. */
interface Step {
  readonly of: number;
  readonly part: readonly unknown[];
}

/**
 * The parts of the list follow each other from rank 0 to the last, each rank joins its own, lower ranks on the left; the
 * last rank sends what is joined on round the ring. Every message goes to a neighbour, and each link carries the list
 * twice.
 */
export function roundTheRing<T>(call: Call, value: T, op: Operator<T>): T {
  const ofElements = elementOperator(op);
  if (ofElements === undefined) {
    const text = "allReduce(algorithm): ring wants an operator made by each()";
    throw new VnetosError("bad-request", text);
  }
  const list = (value as unknown[]).slice();
  const { size } = call.on;
  if (size > 1) {
    for (let start = 0; start === 0 || start < list.length; start += PART) {
      joinPart(call, list, start, ofElements);
    }
    if (call.on.rank < size - 1) takeResult(call, list);
  }
  return list as T;
}

/** Joins what the ranks before have of this part with the own one, and passes it on; the last rank's is the result. */
function joinPart(call: Call, list: unknown[], start: number, op: Operator<unknown>): void {
  const { rank, size } = call.on;
  const end = Math.min(start + PART, list.length);
  if (rank > 0) {
    const { of, part } = take<Step>(call, rank - 1);
    if (of !== list.length) {
      const text = `${call.name}(value): lists of unequal lengths, ${of} and ${list.length}`;
      throw new VnetosError("bad-request", text);
    }
    for (let i = start; i < end; i++) list[i] = op(part[i - start], list[i]);
  }
  put(call, (rank + 1) % size, { of: list.length, part: list.slice(start, end) });
}

function takeResult(call: Call, list: unknown[]): void {
  const { rank, size } = call.on;
  for (let start = 0; start === 0 || start < list.length; start += PART) {
    const json = takeText(call, (rank + size - 1) % size);
    if (rank < size - 2) putText(call, rank + 1, json);
    const { part } = decode<Step>(json);
    for (let i = 0; i < part.length; i++) list[start + i] = part[i];
  }
}
