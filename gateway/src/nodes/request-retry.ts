import { VnetosError } from "#protocol";
import { Backoff } from "./backoff.ts";
import { type Clock, pause } from "./clock.ts";

const TRIES = 5;
const FIRST_WAIT_MS = 50;
const MOST_WAIT_MS = 1_000;

export interface RetryLimits {
  readonly signal?: AbortSignal | undefined;
  /** Default 5. `Infinity`: until the signal strikes. */
  readonly tries?: number | undefined;
}

/**
 * Tries again what found the node unreachable, a bounded number of times. Only for requests that may be
 * executed twice, or that the node knows again by their id.
 */
export async function withRetries<T>(
  clock: Clock,
  { signal, tries: most = TRIES }: RetryLimits,
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
      if (!unreachable || tries >= most || signal?.aborted) throw thrown;
      await pause(clock, backoff.next(), signal);
    }
  }
}
