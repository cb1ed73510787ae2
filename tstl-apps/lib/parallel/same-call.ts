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

/** Begins a call: its header, for example `reduce 7`, and what else all ranks must agree on. */
export function headerOf(
  state: CommunicatorState,
  name: string,
  root: number,
  algorithm: string,
): string {
  state.calls += 1;
  const by = algorithm === "" ? "" : ` by ${algorithm}`;
  const to = root === 0 ? "" : `, root ${root}`;
  const header = `${name} ${state.calls}${by}${to}`;
  state.headers[state.calls % REMEMBERED] = header;
  return header;
}

/** Asks the rank that is waited for, and answers what the others have asked: throws when it is in another call. */
export function askAround(on: Communicator, header: string, peer: number, ask: boolean): void {
  const { id, state } = on;
  if (ask) forget(post(peer, QUESTION + id, `${state.calls}`, header));
  const ports = portsTo(on.ranks);
  for (let i = 0; i < on.size; i++) if (!listen(ports, LOOK, NO_TICKETS)) break;
  const isQuestion = (arrived: Arrived) => arrived.context === QUESTION + id;
  for (let next = take(isQuestion); next !== undefined; next = take(isQuestion)) {
    const calls = Number(next.tag);
    const own = state.headers[calls % REMEMBERED];
    const known = calls <= state.calls && calls > state.calls - REMEMBERED;
    if (known && own !== next.body) throw mismatch(next.from, next.body, own as string);
  }
}

export function mismatch(peer: number, theirs: string, own: string): VnetosError {
  const text = `${rankName(peer)} is in "${theirs}", ${rankName(rank)} in "${own}"`;
  return new VnetosError(
    "bad-request",
    `${text}: all ranks make the same calls in the same order, with the same root`,
  );
}
