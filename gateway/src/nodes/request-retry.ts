import { VnetosError } from "#protocol";
import { Backoff } from "./backoff.ts";
import { type Clock, pause } from "./clock.ts";

const TRIES = 5;
const FIRST_WAIT_MS = 50;
const MOST_WAIT_MS = 1_000;

/**
 * Tries again what found the node unreachable, a bounded number of times. Only for requests that may be
 * executed twice, or that the node knows again by their id.
 */
export async function withRetries<T>(
  clock: Clock,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  const backoff = new Backoff({
    firstMs: FIRST_WAIT_MS,
    mostMs: MOST_WAIT_MS,
    random: () => clock.random(),
  });
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (thrown) {
      const unreachable = thrown instanceof VnetosError && thrown.code === "unreachable";
      if (!unreachable || tries >= TRIES || signal?.aborted) throw thrown;
      await pause(clock, backoff.next(), signal);
    }
  }
}
