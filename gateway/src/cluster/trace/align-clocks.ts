import type { ClockReading } from "#nodes";
import type { MatchedMessage } from "./match-messages.ts";

/** A node's clock in the time of all. */
export interface AlignedClock extends ClockReading {
  /** What the reading was corrected by, so that no message is taken before it was sent; part of `offsetUs`. */
  readonly correctionUs: number;
}

/** What a message takes at least. */
const LEAST_US = 1;

/**
 * Readings are off by up to half a round trip. Messages tell more: each was sent before it was taken. So a receiver's
 * clock is put later until that holds for all. That always succeeds for clocks that go at one speed, in as many rounds
 * as there are nodes; of clocks that drift some messages stay the wrong way round.
 */
export function alignClocks(
  clocks: ReadonlyMap<string, ClockReading>,
  messages: readonly MatchedMessage[],
): Map<string, AlignedClock> {
  const offsets = new Map([...clocks].map(([node, { offsetUs }]) => [node, offsetUs]));
  const quickest = quickestOfPairs(messages, offsets);
  for (let round = 0; round < offsets.size; round++)
    for (const { from, to, us } of quickest) {
      const early = LEAST_US - (us + (offsets.get(to) ?? 0) - (offsets.get(from) ?? 0));
      if (early > 0) offsets.set(to, (offsets.get(to) ?? 0) + early);
    }
  return new Map(
    [...clocks].map(([node, { offsetUs, roundTripUs }]) => {
      const aligned = offsets.get(node) ?? offsetUs;
      return [node, { offsetUs: aligned, roundTripUs, correctionUs: aligned - offsetUs }];
    }),
  );
}

interface Pair {
  readonly from: string;
  readonly to: string;
  /** Least time from sending to taking, in two clocks. */
  us: number;
}

function quickestOfPairs(
  messages: readonly MatchedMessage[],
  known: ReadonlyMap<string, number>,
): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { from, to, sentUs, receivedUs } of messages) {
    if (from.node === to.node || !known.has(from.node) || !known.has(to.node)) continue;
    const us = receivedUs - sentUs;
    const key = `${from.node} ${to.node}`;
    const pair = pairs.get(key);
    if (!pair) pairs.set(key, { from: from.node, to: to.node, us });
    else pair.us = Math.min(pair.us, us);
  }
  return [...pairs.values()];
}
