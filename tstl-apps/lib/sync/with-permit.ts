import { semaphoreFor } from "./semaphore.ts";
import type { Acquired } from "./sharing.ts";
import type { Done, LockOptions } from "./with-lock.ts";

/**
 * Runs `body` while this worker holds a permit of the semaphore; releases it also when `body` throws.
 *
 * @param name 1 to 63 letters, digits, `.`, `_`, `-`.
 * @param permits How many workers may be in such a body at once, 1..1000000: the same for all.
 * @param body Learns whether the permit was abandoned. No async function: it is released when it returns.
 * @returns What `body` returns.
 * @throws VnetosError what `openSemaphore` and `acquire` throw; and what `body` throws.
 *
 * ```ts
 * const answer = withPermit("radio", 2, () => ask(question));
 * ```
 */
export function withPermit<T>(
  name: string,
  permits: number,
  body: (acquired: Acquired) => Done<T>,
  options: LockOptions = {},
): T {
  const semaphore = semaphoreFor("withPermit", name, permits, options);
  try {
    const acquired = semaphore.acquire({ timeoutMs: options.timeoutMs });
    try {
      return body(acquired) as T;
    } finally {
      semaphore.release();
    }
  } finally {
    semaphore.close();
  }
}
