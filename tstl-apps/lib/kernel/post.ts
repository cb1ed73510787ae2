import type { VnetosError } from "../vnetos-error.ts";
import { rank } from "../world.ts";
import { wrap } from "./envelope.ts";
import { hooks } from "./hooks.ts";
import { leftUntil } from "./left-until.ts";
import { deliver } from "./mailbox.ts";
import { NO_PORTS, peerError, portTo } from "./peers.ts";
import { deadlineIn, waitUntil } from "./wait.ts";

/** A message under way. */
export interface Posted {
  readonly to: number;
  /** Of its parts that are not known to be delivered. */
  readonly tickets: number[];
  /** Why it cannot be delivered. */
  error: VnetosError | undefined;
}

/**
 * Starts to send a message to a rank of the world and never waits, so that full queues cannot lock ranks together.
 * Messages to one rank arrive in the order in which they were posted. Somebody has to ask for its outcome:
 * `isDelivered`, `awaitDelivery`, or `forget` when nobody needs to know.
 */
export function post(to: number, context: string, tag: string, body: string): Posted {
  const posted: Posted = { to, tickets: [], error: undefined };
  for (const text of wrap(context, tag, body)) {
    if (to === rank) deliver(to, text);
    else if (posted.error === undefined) postPart(posted, text);
  }
  return posted;
}

function postPart(posted: Posted, text: string): void {
  const [ticket, code, message] = __vnetos.post(portTo[posted.to] as string, text);
  if (ticket === undefined) posted.error = peerError(posted.to, code, message);
  else posted.tickets.push(ticket);
}

/** True when the message is in the receiver's queue, or can never come there: then `posted.error` says why. */
export function isDelivered(posted: Posted): boolean {
  return settle(posted, 0);
}

/** Waits until the message is in the receiver's queue. False: not before `deadline`. */
export function awaitDelivery(posted: Posted, deadline: number): boolean {
  if (hooks.wait === undefined) return raise(posted, settle(posted, leftUntil(deadline)));
  const ready = () => isDelivered(posted) || undefined;
  return raise(posted, waitUntil(ready, NO_PORTS, deadline, posted.tickets) === true);
}

function raise(posted: Posted, settled: boolean): boolean {
  if (posted.error !== undefined) throw posted.error;
  return settled;
}

/** Takes the outcomes of the tickets, each within `timeoutMs` (-1: no limit). False: one is still open. */
function settle(posted: Posted, timeoutMs: number): boolean {
  const { tickets } = posted;
  // In order, which is that of delivery.
  while (tickets.length > 0) {
    const [sent, code, message] = __vnetos.wait(tickets[0] as number, timeoutMs);
    if (sent === undefined && code === "timeout") return false;
    if (sent === undefined) posted.error = peerError(posted.to, code, message);
    tickets.shift();
  }
  return true;
}

// Posted messages whose outcome nobody asks for: the board keeps a ticket of each until it was asked.
let forgotten: Posted[] = [];
const ASKED_AFTER = 64;

/** Gives up on hearing how a posted message ends. */
export function forget(posted: Posted): void {
  forgotten.push(posted);
  if (forgotten.length < ASKED_AFTER) return;
  const before = forgotten;
  forgotten = [];
  for (const each of before) if (!isDelivered(each)) forgotten.push(each);
}

/** Sends a message to a rank of the world and waits for its delivery. False: not within `timeoutMs`. */
export function deliverTo(
  to: number,
  context: string,
  tag: string,
  body: string,
  timeoutMs: number | undefined,
): boolean {
  if (hooks.wait !== undefined || to === rank) {
    return awaitDelivery(post(to, context, tag, body), deadlineIn(timeoutMs));
  }
  const deadline = deadlineIn(timeoutMs);
  for (const text of wrap(context, tag, body)) {
    const left = leftUntil(deadline);
    const [sent, code, message] = __vnetos.send(portTo[to] as string, text, left);
    if (sent !== undefined) continue;
    if (code === "timeout") return false;
    throw peerError(to, code, message);
  }
  return true;
}
