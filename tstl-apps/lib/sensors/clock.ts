import { now, sleep } from "../time.ts";
import { checkFinite, checkNotNegative } from "./check-number.ts";

/** What a sampler waits by. */
export interface Clock {
  /** ms since some moment; never goes back. */
  now(): number;
  /** Waits for `ms`, 0 or more. */
  sleep(ms: number): void;
}

/** The board's own clock. */
export const boardClock: Clock = { now: () => now(), sleep: (ms) => sleep(ms) };

/**
 * A clock that stands still, but while somebody sleeps: an hour of samples is there at once, and never late.
 *
 * ```ts
 * const clock = simulatedClock();
 * for (const { value } of sampleEvery(temperature, { everyMs: 60_000, count: 60, clock })) console.log(value);
 * ```
 */
export function simulatedClock(startMs = 0): Clock {
  checkFinite("simulatedClock(startMs)", startMs);
  let time = startMs;
  return {
    now: () => time,
    sleep: (ms) => {
      checkNotNegative("sleep(ms)", ms);
      time += ms;
    },
  };
}
