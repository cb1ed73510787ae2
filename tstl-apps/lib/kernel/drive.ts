import { VnetosError } from "../vnetos-error.ts";
import { hooks } from "./hooks.ts";
import { listen } from "./listen.ts";
import { losses, NO_PORTS, peerPorts, rankBehind } from "./peers.ts";
import { LOOK } from "./wait.ts";

// Several activities in one worker, by turns.
//
//   spawned, woken, found, late ──> ready ──resume──> runs ──waits──> waiting (asked after every event)
//                                     ^                 └──parks──> parked (somebody wakes it)
//                                     └───────────────────────────────┘
//
// Whoever waits outside of a fiber drives: resumes what is ready; when nothing is, waits natively for everything that
// anybody waits for. That is the main program, or the coroutine of an async function.

/** An activity of this worker beside its main program. */
export interface Fiber {
  /** For error messages. */
  readonly name: string;
  readonly thread: LuaThread;
  readonly onEnd: ((error: unknown) => void) | undefined;
  /** Its body has returned or thrown. */
  ended: boolean;
  /** What its body has thrown. */
  error: unknown;
  /** Somebody waits for its end, and gets its error. */
  joined: boolean;
  /** What its wait has found. */
  found: unknown;
  /** What it is parked for; "" when it is not. */
  parkedFor: string;
}

interface Waiting {
  readonly fiber: Fiber;
  readonly ready: () => unknown;
  readonly ports: readonly string[];
  readonly deadline: number;
  readonly tickets: readonly number[];
}

/** What the parts of the kernel that use the driver tell it. */
export const driver = {
  /** There are services: what arrives from any rank matters, whatever is waited for. */
  serves: false,
  /** A service's handler runs, which must not wait. */
  handling: "",
  /** The fibers that have not ended. */
  fibers: [] as Fiber[],
};

// Turns after which arrivals and deadlines are looked at though fibers are ready.
const TURNS_BETWEEN_LOOKS = 64;

let current: Fiber | undefined;
// The fibers that are ready, from the one at `next` on.
let queue: Fiber[] = [];
let next = 0;
let waiting: Waiting[] = [];
let failed: Fiber[] = [];
let turns = 0;

/** The fiber that calls; undefined: the main program, or an async function's own coroutine. */
export function runningFiber(): Fiber | undefined {
  if (current === undefined) return undefined;
  const thread = coroutine.running();
  return thread === current.thread ? current : undefined;
}

/** The fiber goes on when its turn comes. */
export function makeReady(fiber: Fiber): void {
  queue.push(fiber);
}

/** Suspends the running fiber until `makeReady`. */
export function suspend(): void {
  coroutine.yield();
}

/** Raises what a fiber has thrown, unless somebody who waits for its end has got it. */
export function fail(fiber: Fiber): void {
  failed.push(fiber);
}

function drive<T>(
  ready: () => T | undefined,
  ports: readonly string[],
  deadline: number,
  tickets: readonly number[],
): T | undefined {
  if (driver.handling !== "") throw handlerWaits();
  const fiber = runningFiber();
  if (fiber !== undefined) return waitInFiber(fiber, ready, ports, deadline, tickets);
  const own = { ready, ports, deadline, tickets };
  for (;;) {
    throwFailed();
    const found = ready();
    if (found !== undefined) return found;
    const due = turns < TURNS_BETWEEN_LOOKS;
    if (due && (resumeReady() || pollWaiting())) continue;
    turns = 0;
    hearAnything(own);
    pollWaiting();
    if (__vnetos.now() >= deadline) return ready();
  }
}

hooks.wait = drive;
hooks.othersGoOn = () => driver.serves || driver.fibers.length > (current === undefined ? 0 : 1);

function waitInFiber<T>(
  fiber: Fiber,
  ready: () => T | undefined,
  ports: readonly string[],
  deadline: number,
  tickets: readonly number[],
): T | undefined {
  const found = ready();
  if (found !== undefined) return found;
  waiting.push({ fiber, ready, ports, deadline, tickets });
  suspend();
  const result = fiber.found as T | undefined;
  fiber.found = undefined;
  return result;
}

/**
 * Gives every fiber that is ready a turn. False: none was. One of them may drive in its turn, inside a generator: then
 * that drive resumes those that are left.
 */
function resumeReady(): boolean {
  if (!anyReady()) return false;
  const outer = current;
  for (let left = queue.length - next; left > 0 && anyReady(); left--) {
    current = queue[next] as Fiber;
    next += 1;
    coroutine.resume(current.thread);
  }
  queue = queue.slice(next);
  next = 0;
  current = outer;
  turns += 1;
  return true;
}

function anyReady(): boolean {
  return next < queue.length;
}

/** Makes those ready that have found what they wait for, or wait no longer. False: none has. */
function pollWaiting(): boolean {
  if (waiting.length === 0) return false;
  const before = waiting;
  waiting = [];
  const now = __vnetos.now();
  for (const each of before) {
    const found = each.ready();
    if (found === undefined && now < each.deadline) waiting.push(each);
    else {
      each.fiber.found = found;
      makeReady(each.fiber);
    }
  }
  return anyReady();
}

/** Takes in one thing that happens and that anybody waits for; or the next deadline passes. */
function hearAnything(own: Omit<Waiting, "fiber">): void {
  let { ports, deadline, tickets } = own;
  for (const each of waiting) {
    ports = union(ports, each.ports);
    if (each.tickets.length > 0) tickets = [...tickets, ...each.tickets];
    deadline = Math.min(deadline, each.deadline);
  }
  if (driver.serves) ports = union(peerPorts, ports);
  if (anyReady()) deadline = LOOK;
  if (deadline === Infinity && tickets.length === 0) checkHope(ports);
  listen(ports, deadline, tickets);
}

function union(some: readonly string[], others: readonly string[]): readonly string[] {
  if (some === others || others === NO_PORTS) return some;
  if (some === NO_PORTS) return others;
  const all = [...some];
  for (const port of others) if (some.indexOf(port) < 0) all.push(port);
  return all;
}

function checkHope(ports: readonly string[]): void {
  for (const port of ports) {
    const peer = rankBehind[port];
    if (peer === undefined || losses[peer] === false) return;
  }
  if (ports.length > 0) throw new VnetosError("closed", "every other rank has ended");
  throw new VnetosError(
    "deadlock",
    `everything in this program waits for each other${parkedFibers()}${heldUp()}`,
  );
}

function parkedFibers(): string {
  let text = "";
  for (const { name, parkedFor } of driver.fibers) {
    if (parkedFor !== "") text += `${text === "" ? ": " : ", "}${name} ${parkedFor}`;
  }
  return text;
}

/** A wait within a fiber that cannot suspend it, and so keeps whoever is below it on the stack from going on. */
function heldUp(): string {
  if (current === undefined) return "";
  return `; ${current.name} waits in a generator or an async function: until it goes on, it holds up others that do so too`;
}

function throwFailed(): void {
  for (const fiber of failed) {
    if (fiber.joined) continue;
    fiber.joined = true;
    throw fiber.error;
  }
  if (failed.length > 0) failed = [];
}

function handlerWaits(): VnetosError {
  const text = `the service "${driver.handling}" waits in its handler: spawn a fiber there`;
  return new VnetosError("bad-request", text);
}
