import { decode } from "../json.ts";
import { portsTo } from "../kernel/await-message.ts";
import type { Arrived } from "../kernel/envelope.ts";
import { listen } from "../kernel/listen.ts";
import { take } from "../kernel/mailbox.ts";
import { forget, post } from "../kernel/post.ts";
import { LOOK, NO_TICKETS } from "../kernel/wait.ts";
import { rankName } from "../rank-name.ts";
import { VnetosError } from "../vnetos-error.ts";
import { rank } from "../world.ts";
import type { Communicator, CommunicatorState } from "./communicator.ts";

// Ranks that are in different calls are found out: mostly because a step's header is not the one expected. Where two
// wait for each other no step comes at all; so who has waited long asks, and who waits as well compares.

/** Contexts of a communicator, before its id: steps of its collectives, their failure, questions. */
export const STEPS = "*";
export const FAILURE = "!";
const QUESTION = "?";

// Calls that a rank remembers, to compare with what it is asked.
const REMEMBERED = 8;

/** Begins a call: its header, for example `reduce #7`, with what else all ranks must agree on. */
export function headerOf(
  state: CommunicatorState,
  name: string,
  root: number,
  algorithm: string,
): string {
  state.calls += 1;
  const by = algorithm === "" ? "" : ` by ${algorithm}`;
  const to = root === 0 ? "" : `, root ${root}`;
  const header = `${name}${by}${to} #${state.calls}`;
  state.headers[(state.calls - 1) % REMEMBERED] = header;
  return header;
}

/** Asks the rank that is waited for, and answers what the others have asked: throws when it is in another call. */
export function askAround(on: Communicator, header: string, peer: number, ask: boolean): void {
  const { id, state } = on;
  if (ask) forget(post(peer, QUESTION + id, "", header));
  const ports = portsTo(on.ranks);
  for (let i = 0; i < on.size; i++) if (!listen(ports, LOOK, NO_TICKETS)) break;
  const isQuestion = (arrived: Arrived) => arrived.context === QUESTION + id;
  for (let next = take(isQuestion); next !== undefined; next = take(isQuestion)) {
    if (isOther(state, next.body)) throw mismatch(on, next.from, next.body, header);
  }
}

/** The error about a step of another call; the same text on both ranks. `header`: of this rank's call. */
export function mismatch(
  { state }: Communicator,
  peer: number,
  theirs: string,
  header: string,
): VnetosError {
  // It may be left over from an earlier call, where this rank was in another one already.
  const then = ownHeader(state, theirs);
  const own = then === undefined || then === theirs ? header : then;
  const text =
    peer < rank
      ? `${rankName(peer)} is in "${theirs}", ${rankName(rank)} in "${own}"`
      : `${rankName(rank)} is in "${own}", ${rankName(peer)} in "${theirs}"`;
  return new VnetosError(
    "bad-request",
    `${text}: all ranks make the same calls in the same order, with the same root`,
  );
}

/** Whether another rank's header is not that of this rank's call of the same number. */
export function isOther(state: CommunicatorState, theirs: string): boolean {
  const own = ownHeader(state, theirs);
  return own !== undefined && own !== theirs;
}

/** The header of this rank's call of the same number, if it is remembered. */
function ownHeader({ calls, headers }: CommunicatorState, theirs: string): string | undefined {
  const number = decode<number>(theirs.substring(theirs.indexOf("#") + 1));
  const known = number <= calls && number > calls - REMEMBERED;
  return known ? headers[(number - 1) % REMEMBERED] : undefined;
}
