import { type Clock, systemClock } from "./clock.ts";
import type { NodeClient } from "./node-client.ts";

/** How a node's clock stands to ours. */
export interface ClockReading {
  /** What to add to the node's microseconds to get ours. Off by half the round trip at most. */
  readonly offsetUs: number;
  readonly roundTripUs: number;
}

const TRIES = 8;

/**
 * Asks a node for its clock several times; the quickest answer tells best.
 * @throws VnetosError what the first question fails with; later ones may fail
 */
export async function readClock(
  client: Pick<NodeClient, "clock">,
  clock: Clock = systemClock,
): Promise<ClockReading> {
  let best = await readOnce(client, clock);
  for (let i = 1; i < TRIES; i++) {
    try {
      best = quicker(best, await readOnce(client, clock));
    } catch {
      // A node that is lost in between has told enough.
      return best;
    }
  }
  return best;
}

/** The one of two readings that is surer. */
export function quicker(one: ClockReading, other: ClockReading): ClockReading {
  return other.roundTripUs < one.roundTripUs ? other : one;
}

async function readOnce(client: Pick<NodeClient, "clock">, clock: Clock): Promise<ClockReading> {
  const asked = clock.now() * 1000;
  const us = await client.clock();
  const answered = clock.now() * 1000;
  return { offsetUs: (asked + answered) / 2 - us, roundTripUs: answered - asked };
}
