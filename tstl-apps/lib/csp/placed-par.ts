import { checkRank } from "../check-arguments.ts";
import { decode, encode } from "../json.ts";
import { forget, post } from "../kernel/post.ts";
import { serve } from "../kernel/service.ts";
import { rankName } from "../rank-name.ts";
import { VnetosError } from "../vnetos-error.ts";
import { rank, size } from "../world.ts";
import { awaitGroup, type Group, newGroup, noteEnd, startProcess } from "./group.ts";

/** A process and the rank that runs it. Made by `at`. */
export interface Placed {
  readonly rank: number;
  readonly body: () => void;
}

/**
 * A process for a rank.
 *
 * @throws VnetosError `bad-request` for a rank that is out of range: `at(i % size, …)` fits any number of boards.
 */
export function at(rank: number, body: () => void): Placed {
  checkRank("at(rank)", rank);
  return { rank, body };
}

/**
 * Runs processes on the ranks that they are placed on, and returns on every rank when all have ended. All ranks call
 * it with the same list.
 *
 * @throws What a process of this rank throws; on the other ranks an error that tells which rank has failed and why.
 *
 * ```ts
 * const numbers = channel<number>("numbers", { home: 1 % size });
 * placedPar(
 *   at(0, () => { for (let i = 0; i < 3; i++) write(numbers, i); close(numbers); }),
 *   at(1 % size, () => { for (const n of each(numbers)) console.log(n); }),
 * );
 * ```
 */
export function placedPar(...processes: readonly Placed[]): void {
  calls += 1;
  const call = calls;
  const round = roundOf(call);
  let own = 1;
  const ended = (error: unknown) => {
    own -= 1;
    if (own === 0 || error !== undefined) tellAll(call, error);
    if (own === 0 || error !== undefined) noteEnd(round.group, error);
  };
  for (let i = 0; i < processes.length; i++) {
    const { rank: place, body } = processes[i] as Placed;
    if (place !== rank) continue;
    own += 1;
    startProcess(`process ${i + 1}`, body, ended);
  }
  ended(undefined);
  awaitGroup(round.group);
}

// Every rank counts as one process of the others' groups: it tells them when its own have ended, or why one failed.
// Tag: the number of the call. Body: "" or { code, message }.

const CONTEXT = "par";

interface Round {
  readonly group: Group;
  /** By rank: it has told its end. */
  readonly ended: boolean[];
}

let calls = 0;
const rounds: Round[] = [];

function roundOf(call: number): Round {
  for (let next = rounds.length; next < call; next++) {
    const ended: boolean[] = [];
    for (let peer = 0; peer < size; peer++) ended.push(false);
    rounds.push({ group: newGroup(size), ended });
  }
  return rounds[call - 1] as Round;
}

serve(CONTEXT, {
  message: ({ from, tag, body }) => {
    const round = roundOf(Number(tag));
    if (round.ended[from] === true) return;
    round.ended[from] = true;
    noteEnd(round.group, body === "" ? undefined : told(body));
  },
  lost: (peer, error) => {
    // A rank that had ended well before it was gone is missed in the calls that follow.
    roundOf(calls + 1);
    for (const { group, ended } of rounds) if (ended[peer] !== true) noteEnd(group, error);
  },
});

function told(body: string): VnetosError {
  const { code, message } = decode<{ code: string; message: string }>(body);
  return new VnetosError(code, message);
}

function tellAll(call: number, error: unknown): void {
  const body = error === undefined ? "" : encode("failure", reasonOf(error));
  for (let peer = 0; peer < size; peer++) {
    if (peer !== rank) forget(post(peer, CONTEXT, `${call}`, body));
  }
}

function reasonOf(error: unknown): { code: string; message: string } {
  if (error instanceof VnetosError) return { code: error.code, message: error.message };
  const text = error instanceof Error ? error.message : String(error);
  return { code: "program-error", message: `${rankName(rank)} has failed in placedPar: ${text}` };
}
