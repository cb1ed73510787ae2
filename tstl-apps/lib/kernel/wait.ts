import { hooks } from "./hooks.ts";
import { listen } from "./listen.ts";

/** A deadline that only looks: whatever is there already, and never a wait. */
export const LOOK = 0;

/** For a wait that watches no posted message. */
export const NO_TICKETS: readonly number[] = [];

/** The deadline of a wait that begins now. `timeoutMs` undefined: none, which is `Infinity`. */
export function deadlineIn(timeoutMs: number | undefined): number {
  return timeoutMs === undefined ? Infinity : __vnetos.now() + timeoutMs;
}

/**
 * The one wait of the library. Asks `ready` at once and after everything that happens, until it answers something;
 * undefined: the deadline (of `now()`) has passed. `ready` is quick: it neither waits nor throws.
 *
 * Outside of fibers only what comes on `ports`, and the outcome of the posted `tickets`, can make `ready` true; other
 * senders stay held back. Where a program has fibers or services, they go on meanwhile.
 *
 * @throws VnetosError `deadlock` when nothing that is waited for can ever happen.
 */
export function waitUntil<T>(
  ready: () => T | undefined,
  ports: readonly string[],
  deadline: number,
  tickets: readonly number[] = NO_TICKETS,
): T | undefined {
  if (hooks.wait !== undefined && deadline !== LOOK) {
    return hooks.wait(ready, ports, deadline, tickets);
  }
  for (;;) {
    const found = ready();
    if (found !== undefined) return found;
    if (!listen(ports, deadline, tickets)) return undefined;
  }
}
