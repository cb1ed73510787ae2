import { checkRank } from "../check-arguments.ts";
import { decode, encode } from "../json.ts";
import { awaitMessage } from "../kernel/await-message.ts";
import type { Arrived } from "../kernel/envelope.ts";
import { awaitDelivery, forget, type Posted, post } from "../kernel/post.ts";
import { deadlineIn } from "../kernel/wait.ts";
import { rankName } from "../rank-name.ts";
import { VnetosError } from "../vnetos-error.ts";
import { rank, size } from "../world.ts";

// A collective is a call that every rank makes, all of them in the same order. Its messages carry its name and the
// number of the call, so that they meet neither those of send() nor those of another collective.
//
//   begin -> put, take, put, … -> end: wait until all that was put has been delivered
//      \________ failure: tell every other rank why; no collective works from then on
//
// Puts never wait, and what is put is always taken in the same call: so full queues cannot lock ranks together.

// How long the last words of a rank that takes nothing more may be under way.
const LAST_WORDS_MS = 2_000;

const STEPS = "*";
const FAILURE = "!";

let calls = 0;
let name = "";
let header = "";
let posted: Posted[] = [];
let failure: { code: string; message: string } | undefined;

/** One call of the collective `called`: runs its steps on this rank. */
export function collective<T>(called: string, steps: () => T): T {
  if (failure !== undefined) throw new VnetosError(failure.code, failure.message);
  calls += 1;
  name = called;
  header = `${called} ${calls}`;
  posted = [];
  try {
    const result = steps();
    for (const each of posted) awaitEnd(each);
    return result;
  } catch (error) {
    fail(error);
    throw error;
  }
}

/** Throws unless `root` is a rank; before the call begins, so that it can be made again. */
export function checkRoot(called: string, root: number): void {
  checkRank(`${called}(root)`, root);
}

/** Sends a step's value to a rank. */
export function put(to: number, value: unknown): void {
  putText(to, encode(`${name}(value)`, value));
}

/** As `put`, for a value that goes to several ranks and is encoded once. */
export function putText(to: number, json: string): void {
  posted.push(post(to, STEPS, header, json));
}

/** Waits for the value that a rank has put for this one in the same call. */
export function take<T>(from: number): T {
  return decode<T>(takeText(from));
}

/** As `take`, for a value that is passed on. */
export function takeText(from: number): string {
  const fits = (arrived: Arrived) => arrived.from === from && belongs(arrived);
  const arrived = awaitMessage([from], fits, Infinity) as Arrived;
  if (arrived.context === FAILURE) throwTold(arrived);
  if (arrived.tag === header) return arrived.body;
  const text = `${rankName(arrived.from)} is in "${arrived.tag}", ${rankName(rank)} in "${header}"`;
  throw new VnetosError("bad-request", `${text}: all ranks make the same calls in the same order`);
}

function belongs({ context }: Arrived): boolean {
  return context === STEPS || context === FAILURE;
}

/** A rank that has ended has said why, if it was because of a collective: that comes before its end. */
function awaitEnd(each: Posted): void {
  try {
    awaitDelivery(each, Infinity);
  } catch (error) {
    const { code } = error as VnetosError;
    if (code === "closed" || code === "no-receiver") {
      const isReason = (arrived: Arrived) =>
        arrived.from === each.to && arrived.context === FAILURE;
      const reason = awaitMessage([each.to], isReason, deadlineIn(LAST_WORDS_MS));
      if (reason !== undefined) throwTold(reason);
    }
    throw error;
  }
}

function throwTold(failed: Arrived): never {
  const told = decode<{ code: string; message: string }>(failed.body);
  throw new VnetosError(told.code, told.message);
}

/** Tells every other rank why this call fails: whoever waits for this rank then throws the same error. */
function fail(error: unknown): void {
  failure =
    error instanceof VnetosError
      ? { code: error.code, message: error.message }
      : { code: "program-error", message: `${rankName(rank)} has failed in ${name}: ${error}` };
  const text = encode(name, failure);
  for (let peer = 0; peer < size; peer++) {
    // A rank that is gone cannot be told, and needs not be.
    if (peer !== rank) forget(post(peer, FAILURE, "", text));
  }
}
