import { closeCounter, give, hold, openCounter, tryTake } from "./shared-counter.ts";
import type { Acquired, SharingOptions } from "./sharing.ts";

/** A lock of this board: one worker holds it at a time, those who wait get it in the order in which they came. */
export interface Lock {
  readonly name: string;
  /**
   * Waits until this worker holds the lock, at most `timeoutMs` (default: no limit). When the worker that held it has
   * ended without a release, the next one gets it and is told so.
   *
   * @throws VnetosError `timeout`; `conflict` when this worker holds it already; `deadlock` or `closed` when nobody is
   * left who could release it.
   */
  acquire(timeoutMs?: number): Acquired;
  /** As `acquire`, or undefined when the lock is not free: never waits. */
  tryAcquire(): Acquired | undefined;
  /** Gives the lock to the next who waits. Throws `conflict` unless this worker holds it. */
  release(): void;
  /** Leaves the lock; it is gone when all have. Throws `conflict` while this worker holds it. */
  close(): void;
}

/**
 * Opens a lock by its name. `withLock` does the rest of it as well.
 *
 * @param name 1 to 63 letters, digits, `.`, `_`, `-`.
 * @throws VnetosError `bad-request` for a wrong name, `conflict` when the name is open as something else,
 * `limit-reached`.
 *
 * ```ts
 * const lock = openLock("display");
 * const { abandonedBy } = lock.acquire(500);
 * if (abandonedBy !== undefined) console.log(`${abandonedBy} left it half done`);
 * lock.release();
 * lock.close();
 * ```
 */
export function openLock(name: string, options: SharingOptions = {}): Lock {
  return lockFor("openLock", name, options);
}

/** `call` is what the program has called. */
export function lockFor(call: string, name: string, options: SharingOptions): Lock {
  const counter = openCounter(call, { name, kind: "lock", initial: 1, most: 1 }, options);
  return {
    name,
    acquire: (timeoutMs) => {
      const waiting = { call: "acquire", units: 1, timeoutMs, late: "not free" };
      return { abandonedBy: hold(counter, waiting).abandonedBy };
    },
    tryAcquire: () => tryTake(counter, "hold", 1),
    release: () => give(counter, "hold", 1),
    close: () => closeCounter(counter),
  };
}
