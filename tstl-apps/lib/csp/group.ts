import { park, spawn, type Waiter, waiter, wake } from "../kernel/fiber.ts";

/** Processes that end together. */
export interface Group {
  readonly place: Waiter;
  /** How many have not ended. */
  left: number;
  failed: boolean;
  /** What the first to fail has thrown. */
  failure: unknown;
}

export function newGroup(left: number): Group {
  return { place: waiter(), left, failed: false, failure: undefined };
}

/** One of the group has ended; `error` is what it has thrown, undefined when it ended well. */
export function noteEnd(group: Group, error: unknown): void {
  group.left -= 1;
  if (error !== undefined && !group.failed) {
    group.failed = true;
    group.failure = error;
  }
  if (group.failed || group.left === 0) wake(group.place);
}

/** Starts a process of this rank; `ended` hears of its end. */
export function startProcess(
  name: string,
  body: () => void,
  ended: (error: unknown) => void,
): void {
  spawn(body, { name, onEnd: ended });
}

/** Waits until all have ended, or one has failed: then throws what it has thrown. */
export function awaitGroup(group: Group): void {
  if (group.left > 0 && !group.failed) park(group.place, "waits for its processes");
  if (group.failed) throw group.failure;
}
