import { VnetosError } from "../vnetos-error.ts";
import { checkCount } from "./check-count.ts";

/**
 * The time of an event by a vector clock: for each rank, how many of its events may have had a part in this one. A
 * plain value: send it along with a message.
 */
export type VectorTime = readonly number[];

/** How two events lie: one could have caused the other, or neither, or they are the same. */
export type CausalOrder = "before" | "after" | "concurrent" | "same";

/**
 * The clock of `size` ranks before anything has happened.
 *
 * @throws VnetosError `bad-request` for a size out of 1..4096.
 *
 * ```ts
 * let clock = vectorTime(size);
 * clock = stampVector(clock, rank);
 * send(1, { text: "hello", clock });
 * ```
 */
export function vectorTime(size: number): VectorTime {
  checkCount("vectorTime(size)", size, 1, 4096);
  const time: number[] = [];
  for (let i = 0; i < size; i++) time.push(0);
  return time;
}

/**
 * The clock after an event of `rank`, for example a message that is about to be sent.
 *
 * @throws VnetosError `bad-request` for a rank that the clock does not have.
 */
export function stampVector(clock: VectorTime, rank: number): VectorTime {
  checkCount("stampVector(rank)", rank, 0, clock.length - 1);
  return clock.map((count, i) => (i === rank ? count + 1 : count));
}

/**
 * The clock of `rank` after it has received something that was stamped `seen`: it knows all that both knew, and
 * counts the receiving.
 *
 * @throws VnetosError `bad-request` for clocks of different sizes, or a rank that they do not have.
 *
 * ```ts
 * const { clock: seen } = receiveFrom<{ text: string; clock: VectorTime }>(0);
 * clock = mergeVector(clock, seen, rank);
 * ```
 */
export function mergeVector(clock: VectorTime, seen: VectorTime, rank: number): VectorTime {
  checkSizes("mergeVector(seen)", clock, seen);
  for (const count of seen) checkCount("mergeVector(seen)", count, 0, 9_007_199_254_740_991);
  const both = clock.map((count, i) => Math.max(count, seen[i] as number));
  checkCount("mergeVector(rank)", rank, 0, clock.length - 1);
  return stampVector(both, rank);
}

/**
 * How event `a` lies to event `b`: `"before"` when `a` may have caused `b`.
 *
 * @throws VnetosError `bad-request` for clocks of different sizes.
 *
 * ```ts
 * if (compareVector(mine, theirs) === "concurrent") console.log("neither knew of the other");
 * ```
 */
export function compareVector(a: VectorTime, b: VectorTime): CausalOrder {
  checkSizes("compareVector(b)", a, b);
  let less = false;
  let more = false;
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [a[i] as number, b[i] as number];
    if (left < right) less = true;
    if (left > right) more = true;
  }
  if (less && more) return "concurrent";
  if (less) return "before";
  return more ? "after" : "same";
}

function checkSizes(call: string, one: VectorTime, other: VectorTime): void {
  if (one.length === other.length) return;
  const text = `${call}: a clock of ${other.length} ranks beside one of ${one.length}`;
  throw new VnetosError("bad-request", text);
}
