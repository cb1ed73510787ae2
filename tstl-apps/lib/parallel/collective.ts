import { checkMs } from "../check-arguments.ts";
import { decode, encode } from "../json.ts";
import { awaitMessage, portsTo } from "../kernel/await-message.ts";
import type { Arrived } from "../kernel/envelope.ts";
import { listen } from "../kernel/listen.ts";
import { take as takeArrived } from "../kernel/mailbox.ts";
import { awaitDelivery, forget, type Posted, post } from "../kernel/post.ts";
import { deadlineIn, LOOK, NO_TICKETS } from "../kernel/wait.ts";
import { rankName } from "../rank-name.ts";
import { VnetosError } from "../vnetos-error.ts";
import { rank } from "../world.ts";
import { type Communicator, checkMember, checkRankOf } from "./communicator.ts";
import { world } from "./everyone.ts";
import { askAround, FAILURE, headerOf, isOther, mismatch, STEPS } from "./same-call.ts";

// A collective is a call that every rank of a communicator makes, all of them in the same order. Its messages carry
// its name and the number of the call, so that they meet neither those of send() nor those of another collective.
//
//   begin -> put, take, put, … -> end: wait until all that was put has been delivered
//      \________ failure: tell every other rank why; no collective of this communicator works from then on
//
// Puts never wait, and what is put is always taken in the same call: so full queues cannot lock ranks together.

/** How a collective is called. */
export interface CollectiveOptions {
  /** The communicator whose ranks make the call. Default `world`. */
  readonly on?: Communicator | undefined;
  /** The longest that the call may take, ms; when it takes longer, it fails on all ranks. Default: no limit. */
  readonly timeoutMs?: number | undefined;
}

/** As `CollectiveOptions`, where one rank is special. */
export interface RootedOptions extends CollectiveOptions {
  /** Its rank in the communicator, the same on all ranks. Default 0. */
  readonly root?: number | undefined;
}

/** One call on this rank. */
export interface Call {
  readonly name: string;
  readonly on: Communicator;
  readonly root: number;
  readonly algorithm: string;
  readonly header: string;
  readonly deadline: number;
  readonly timeoutMs: number | undefined;
  readonly posted: Posted[];
  /** A step of another rank has come: it is in the same call. */
  heard: boolean;
}

// How long the last words of a rank that takes nothing more may be under way.
const LAST_WORDS_MS = 2_000;

// After this time a rank asks the one that it waits for whether they are in the same call.
const ASK_AFTER_MS = 1_000;

/** One call of the collective `name`: runs its steps on this rank. `algorithm`: what all ranks must have chosen. */
export function collective<T>(
  name: string,
  options: CollectiveOptions,
  steps: (call: Call) => T,
  algorithm = "",
  root = 0,
): T {
  const call = begin(name, options, algorithm, root);
  const span = __vnetos.span(name);
  try {
    const result = steps(call);
    for (const each of call.posted) awaitEnd(call, each);
    if (!call.heard && call.posted.length > 0) lookForOtherCalls(call);
    __vnetos.endSpan(span);
    return result;
  } catch (error) {
    fail(call, error);
    __vnetos.endSpan(span);
    throw error;
  }
}

function begin(name: string, options: CollectiveOptions, algorithm: string, root: number): Call {
  const { on = world, timeoutMs } = options;
  checkMember(name, on);
  checkRankOf(`${name}(root)`, root, on);
  if (timeoutMs !== undefined) checkMs(`${name}(timeoutMs)`, timeoutMs);
  const { state } = on;
  if (state.failure !== undefined) {
    throw new VnetosError(state.failure.code, state.failure.message);
  }
  const header = headerOf(state, name, root, algorithm);
  const deadline = deadlineIn(timeoutMs);
  return { name, on, root, algorithm, header, deadline, timeoutMs, posted: [], heard: false };
}

/** Sends a step's value to a rank of the communicator. */
export function put(call: Call, to: number, value: unknown): void {
  putText(call, to, encode(`${call.name}(value)`, value));
}

/** As `put`, for a value that goes to several ranks and is encoded once. */
export function putText(call: Call, to: number, json: string): void {
  const { on, header, posted } = call;
  posted.push(post(on.ranks[to] as number, STEPS + on.id, header, json));
}

/** Waits for the value that a rank has put for this one in the same call. */
export function take<T>(call: Call, from: number): T {
  return decode<T>(takeText(call, from));
}

/** As `take`, for a value that is passed on. */
export function takeText(call: Call, from: number): string {
  const { on, deadline } = call;
  const peer = on.ranks[from] as number;
  const fits = (arrived: Arrived) => arrived.from === peer && isStep(call, arrived);
  for (let asked = 0; ; asked++) {
    const soon = __vnetos.now() + ASK_AFTER_MS;
    const arrived = awaitMessage([peer], fits, soon < deadline ? soon : deadline);
    if (arrived !== undefined) {
      checkStep(call, arrived);
      return arrived.body;
    }
    if (__vnetos.now() >= deadline) throw late(call, rankName(peer));
    askAround(on, call.header, peer, asked === 0);
  }
}

/** Whether a message belongs to the collectives of the call's communicator. */
export function isStep({ on }: Call, { context }: Arrived): boolean {
  return context === STEPS + on.id || context === FAILURE + on.id;
}

/** Throws for a message that says that its sender is not in the same call, or has failed. */
export function checkStep(call: Call, arrived: Arrived): void {
  const { on, header } = call;
  if (arrived.context === FAILURE + on.id) throwTold(arrived);
  if (arrived.tag !== header) throw mismatch(on, arrived.from, arrived.tag, header);
  call.heard = true;
}

/** A rank that has only sent finds out here that another one, too, takes itself for the root. */
function lookForOtherCalls(call: Call): void {
  const ports = portsTo(call.on.ranks);
  for (let i = 1; i < call.on.size; i++) if (!listen(ports, LOOK, NO_TICKETS)) break;
  const other = takeArrived((arrived) => isOtherCall(call, arrived));
  if (other !== undefined) checkStep(call, other);
}

/** News of a failure, or a step of a call that this rank has not made or makes otherwise. */
function isOtherCall(call: Call, arrived: Arrived): boolean {
  if (!isStep(call, arrived)) return false;
  return arrived.context === FAILURE + call.on.id || isOther(call.on.state, arrived.tag);
}

/** `who`: who is waited for. */
export function late({ name, timeoutMs }: Call, who: string): VnetosError {
  const text = `${name}: ${who} has not done its part within ${timeoutMs} ms`;
  return new VnetosError("timeout", text);
}

/** A rank that has ended has said why, if it was because of a collective: that comes before its end. */
function awaitEnd(call: Call, each: Posted): void {
  try {
    if (!awaitDelivery(each, call.deadline)) throw late(call, rankName(each.to));
  } catch (error) {
    const { code } = error as VnetosError;
    if (code === "closed" || code === "no-receiver") {
      const isReason = (arrived: Arrived) => arrived.from === each.to && isOtherCall(call, arrived);
      const reason = awaitMessage([each.to], isReason, deadlineIn(LAST_WORDS_MS));
      if (reason !== undefined) checkStep(call, reason);
    }
    throw error;
  }
}

function throwTold(failed: Arrived): never {
  const told = decode<{ code: string; message: string }>(failed.body);
  throw new VnetosError(told.code, told.message);
}

/** Tells every other rank why this call fails: whoever waits for this rank then throws the same error. */
function fail({ name, on }: Call, error: unknown): void {
  const failure =
    error instanceof VnetosError
      ? { code: error.code, message: error.message }
      : { code: "program-error", message: `${rankName(rank)} has failed in ${name}: ${error}` };
  on.state.failure = failure;
  const text = encode(name, failure);
  for (const peer of on.ranks) {
    // A rank that is gone cannot be told, and needs not be.
    if (peer !== rank) forget(post(peer, FAILURE + on.id, "", text));
  }
}
