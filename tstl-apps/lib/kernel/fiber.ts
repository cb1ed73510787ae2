import { driver, type Fiber, fail, makeReady, runningFiber, suspend } from "./drive.ts";
import { NO_PORTS } from "./peers.ts";
import { waitUntil } from "./wait.ts";

export type { Fiber } from "./drive.ts";

/** What a fiber is called, and who hears of its end. */
export interface SpawnOptions {
  /** For error messages, for example `philosopher 1`. Default: `fiber 7`. */
  readonly name?: string | undefined;
  /** Called when the body has returned, or with what it has thrown: that is then raised nowhere else. It does not wait. */
  readonly onEnd?: ((error: unknown) => void) | undefined;
}

let spawned = 0;

/**
 * Starts an activity that runs by turns with the main program and the other fibers: whenever one of them waits, the
 * next goes on. It begins at the next wait. Fibers end with the main program; `join` waits for one.
 *
 * What its body throws is raised by `join`, or, when nobody joins it, by the next wait of the main program.
 *
 * ```ts
 * const listener = spawn(() => console.log(receiveFrom<string>(1)), { name: "listener" });
 * join(listener);
 * ```
 */
export function spawn(body: () => void, options: SpawnOptions = {}): Fiber {
  spawned += 1;
  const fiber: Fiber = {
    name: options.name ?? `fiber ${spawned}`,
    thread: coroutine.create(() => run(fiber, body)),
    onEnd: options.onEnd,
    ended: false,
    error: undefined,
    joined: false,
    found: undefined,
    parkedFor: "",
  };
  driver.fibers.push(fiber);
  makeReady(fiber);
  return fiber;
}

function run(fiber: Fiber, body: () => void): void {
  try {
    body();
  } catch (error) {
    fiber.error = error;
    if (fiber.onEnd === undefined) fail(fiber);
  }
  fiber.ended = true;
  driver.fibers.splice(driver.fibers.indexOf(fiber), 1);
  if (fiber.onEnd !== undefined) fiber.onEnd(fiber.error);
}

/**
 * Waits until the fiber has ended, and throws what it has thrown. False: not within `deadline`.
 *
 * ```ts
 * for (const fiber of fibers) join(fiber);
 * ```
 */
export function join(fiber: Fiber, deadline = Infinity): boolean {
  fiber.joined = true;
  const ended = waitUntil(() => fiber.ended || undefined, NO_PORTS, deadline) === true;
  if (fiber.error !== undefined) throw fiber.error;
  return ended;
}

/** Lets every other activity that is ready go on first, and takes in what has come. */
export function pause(): void {
  const fiber = runningFiber();
  if (fiber !== undefined) {
    makeReady(fiber);
    suspend();
    return;
  }
  let asked = 0;
  const ready = () => {
    asked += 1;
    return asked > 1 || undefined;
  };
  waitUntil(ready, NO_PORTS, __vnetos.now());
}

/** A place to wait at until somebody calls `wake`: cheaper than a condition, which is asked after every event. */
export interface Waiter {
  woken: boolean;
  fiber: Fiber | undefined;
}

export function waiter(): Waiter {
  return { woken: false, fiber: undefined };
}

/**
 * Waits until `wake(place)`, which may have come before. False: not before `deadline`.
 *
 * @param what For the message about a deadlock: `waits for fork 2`.
 */
export function park(place: Waiter, what: string, deadline = Infinity): boolean {
  const fiber = runningFiber();
  if (fiber === undefined || deadline !== Infinity) {
    return waitUntil(() => place.woken || undefined, NO_PORTS, deadline) === true;
  }
  if (place.woken) return true;
  place.fiber = fiber;
  fiber.parkedFor = what;
  suspend();
  return true;
}

/** Lets go on who is parked there, or will be. */
export function wake(place: Waiter): void {
  if (place.woken) return;
  place.woken = true;
  const { fiber } = place;
  if (fiber === undefined) return;
  fiber.parkedFor = "";
  makeReady(fiber);
}
