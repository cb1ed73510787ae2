import { checkCount } from "./check-count.ts";

// Counts that a double holds exactly.
const MOST = 9_007_199_254_740_991;

/**
 * The time of an event by Lamport's clock: a number that grows along every chain of causes, and the rank that breaks
 * ties. A plain value: send it along with a message.
 */
export interface Lamport {
  /** Events counted so far along the longest chain that led here. */
  readonly time: number;
  readonly rank: number;
}

/**
 * A rank's clock before anything has happened.
 *
 * ```ts
 * let clock = lamport(rank);
 * clock = stampLamport(clock);
 * send(1, { text: "hello", clock });
 * ```
 */
export function lamport(rank: number): Lamport {
  checkCount("lamport(rank)", rank, 0, 4095);
  return { time: 0, rank };
}

/** The clock after an event of its own, for example a message that is about to be sent. */
export function stampLamport(clock: Lamport): Lamport {
  return { time: clock.time + 1, rank: clock.rank };
}

/**
 * The clock after it has received something that was stamped `seen`: later than both.
 *
 * ```ts
 * const { clock: seen } = receiveFrom<{ text: string; clock: Lamport }>(0);
 * clock = mergeLamport(clock, seen);
 * ```
 */
export function mergeLamport(clock: Lamport, seen: Lamport): Lamport {
  checkCount("mergeLamport(seen)", seen.time, 0, MOST);
  return { time: Math.max(clock.time, seen.time) + 1, rank: clock.rank };
}

/**
 * Below 0: `a` comes first, above 0: `b` does, 0: they are the same event. The same total order on every rank; what
 * caused something always comes before it. The other way round it tells nothing: for that there are vector clocks.
 *
 * ```ts
 * requests.sort((a, b) => compareLamport(a.clock, b.clock));
 * ```
 */
export function compareLamport(a: Lamport, b: Lamport): number {
  return a.time === b.time ? a.rank - b.rank : a.time - b.time;
}
