import { checkCount } from "./check-count.ts";
import { closeCounter, give, hold, openCounter, tryTake } from "./shared-counter.ts";
import type { Acquired, SharingOptions } from "./sharing.ts";

/** How many permits, and for how long to wait for them. */
export interface PermitOptions {
  /** Default 1. */
  readonly permits?: number | undefined;
  /** The longest wait, ms. Default: as long as somebody is left who could release some. */
  readonly timeoutMs?: number | undefined;
}

/**
 * A number of permits on this board: so many workers may be at something at once. A permit belongs to the worker that
 * has acquired it and goes back when that worker ends.
 */
export interface Semaphore {
  readonly name: string;
  /** All permits, held or not. */
  readonly permits: number;
  /**
   * Waits for permits. First come, first served: who wants fewer does not pass.
   *
   * @throws VnetosError `timeout`; `bad-request` for a number of permits that there is not; `conflict` when it could
   * have them only from itself; `deadlock` or `closed` when nobody is left who could release some.
   */
  acquire(options?: PermitOptions): Acquired;
  /** As `acquire`, or undefined when there are not enough now: never waits. */
  tryAcquire(permits?: number): Acquired | undefined;
  /** Gives permits back, default 1. Throws `conflict` unless this worker holds that many. */
  release(permits?: number): void;
  /** Leaves the semaphore; it is gone when all have. Throws `conflict` while this worker holds permits. */
  close(): void;
}

const MOST = 1_000_000;

/**
 * Opens a semaphore by its name. All who open it give the same number of permits.
 *
 * @param name 1 to 63 letters, digits, `.`, `_`, `-`.
 * @param permits 1..1000000.
 * @throws VnetosError `bad-request` for a wrong argument, `conflict` when the name is open as something else,
 * `limit-reached`.
 *
 * ```ts
 * const radio = openSemaphore("radio", 2); // two workers of this board may use it at once
 * radio.acquire();
 * radio.release();
 * ```
 */
export function openSemaphore(
  name: string,
  permits: number,
  options: SharingOptions = {},
): Semaphore {
  return semaphoreFor("openSemaphore", name, permits, options);
}

/** `call` is what the program has called. */
export function semaphoreFor(
  call: string,
  name: string,
  permits: number,
  options: SharingOptions,
): Semaphore {
  checkCount(`${call}(permits)`, permits, 1, MOST);
  const form = { name, kind: "semaphore", initial: permits, most: permits };
  const counter = openCounter(call, form, options);
  const counted = (method: string, count: number) => {
    checkCount(`${counter.title}: ${method}(permits)`, count, 1, permits);
    return count;
  };
  return {
    name,
    permits,
    acquire: ({ permits: count = 1, timeoutMs }: PermitOptions = {}) => {
      const units = counted("acquire", count);
      const waiting = { call: "acquire", units, timeoutMs, late: "not enough permits" };
      return { abandonedBy: hold(counter, waiting).abandonedBy };
    },
    tryAcquire: (count = 1) => tryTake(counter, "hold", counted("tryAcquire", count)),
    release: (count = 1) => give(counter, "hold", counted("release", count)),
    close: () => closeCounter(counter),
  };
}
