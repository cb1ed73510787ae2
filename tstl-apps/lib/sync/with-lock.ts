import { lockFor } from "./lock.ts";
import type { Acquired, SharingOptions } from "./sharing.ts";

/** With whom the lock is shared, and for how long to wait for it. */
export interface LockOptions extends SharingOptions {
  /** The longest wait, ms. Default: as long as somebody is left who could release it. */
  readonly timeoutMs?: number | undefined;
}

/** What a body may answer: a promise would still be at work when the lock is released. */
export type Done<T> = T extends PromiseLike<unknown> ? never : T;

/**
 * Runs `body` while this worker, and no other of this board, holds the lock; releases it also when `body` throws.
 *
 * @param name 1 to 63 letters, digits, `.`, `_`, `-`.
 * @param body Learns whether the lock was abandoned. No async function: the lock is released when it returns.
 * @returns What `body` returns.
 * @throws VnetosError what `openLock` and `acquire` throw; and what `body` throws.
 *
 * ```ts
 * withLock("display", () => {
 *   for (const line of lines) console.log(line);
 * });
 * ```
 */
export function withLock<T>(
  name: string,
  body: (acquired: Acquired) => Done<T>,
  options: LockOptions = {},
): T {
  const lock = lockFor("withLock", name, options);
  try {
    const acquired = lock.acquire(options.timeoutMs);
    try {
      return body(acquired) as T;
    } finally {
      lock.release();
    }
  } finally {
    lock.close();
  }
}
