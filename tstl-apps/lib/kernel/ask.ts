import { decode, encode } from "../json.ts";
import { VnetosError } from "../vnetos-error.ts";
import { rank } from "../world.ts";
import type { Arrived } from "./envelope.ts";
import { park, type Waiter, waiter, wake } from "./fiber.ts";
import { type Loss, losses, NO_PORTS } from "./peers.ts";
import { forget, isDelivered, type Posted, post } from "./post.ts";
import { serve } from "./service.ts";
import { waitUntil } from "./wait.ts";

// Questions and answers between ranks, over a service's context. The tag says what a message is:
//
//   "?" id " " kind    a question: what the service is asked for
//   "=" id             its answer
//   "!" id             its refusal; body: { code, message }
//   "-" id             the question is withdrawn: an answer that is late comes back through `late`
//   "." kind           news that nobody answers
//
// Ids count the questions of the asking rank. A rank that answers serves while it waits: whatever it waits for.

/** A question on its way. */
export interface Asked {
  readonly context: string;
  readonly to: number;
  readonly id: number;
  readonly place: Waiter;
  /** What it is about, for messages: `calculator.add`. */
  readonly what: string;
  /** The answer's text, once it is there. */
  answer: string | undefined;
  /** Why there will be no answer. */
  error: VnetosError | undefined;
  /** Called in place of waking who waits, as soon as it is settled. It does not wait. */
  settled: (() => void) | undefined;
  /** Nobody waits any more: an answer goes here. */
  late: ((answer: string) => void) | undefined;
}

/** A question as its service gets it. */
export interface Question {
  readonly context: string;
  readonly from: number;
  readonly id: number;
  readonly kind: string;
  readonly body: string;
}

/** What a service does. None of its functions waits; they may post and spawn. */
export interface Answerer {
  /** Answers now or later, by `answer` or `refuse`; `id` of news is 0. */
  readonly asked: (question: Question) => void;
  /** The asking rank waits no longer. */
  readonly withdrawn?: ((from: number, id: number) => void) | undefined;
  /** A rank is gone, and its questions with it. */
  readonly lost?: ((peer: number) => void) | undefined;
}

/** What is asked and not settled, by id. */
const open = new Map<number, Asked>();
let questions = 0;

/** Registers a service under a context, so that this rank asks and answers there. Once for each context. */
export function answerAs(context: string, answerer: Answerer): void {
  serve(context, {
    message: (arrived) => take(context, answerer, arrived),
    lost: (peer, error) => {
      for (const asked of [...open.values()]) if (asked.to === peer) fail(asked, error);
      if (answerer.lost !== undefined) answerer.lost(peer);
    },
  });
}

function take(context: string, answerer: Answerer, { from, tag, body }: Arrived): void {
  const mark = tag.charAt(0);
  if (mark === ".") {
    answerer.asked({ context, from, id: 0, kind: tag.substring(1), body });
    return;
  }
  const space = tag.indexOf(" ");
  const id = Number(space < 0 ? tag.substring(1) : tag.substring(1, space));
  if (mark === "?") answerer.asked({ context, from, id, kind: tag.substring(space + 1), body });
  else if (mark === "-") {
    if (answerer.withdrawn !== undefined) answerer.withdrawn(from, id);
  } else settle(id, mark, body);
}

function settle(id: number, mark: string, body: string): void {
  const asked = open.get(id);
  if (asked === undefined) return;
  if (mark === "!") {
    const { code, message } = decode<{ code: string; message: string }>(body);
    fail(asked, new VnetosError(code, message));
    return;
  }
  open.delete(id);
  if (asked.late !== undefined) asked.late(body);
  else {
    asked.answer = body;
    finish(asked);
  }
}

function fail(asked: Asked, error: VnetosError): void {
  open.delete(asked.id);
  asked.error = error;
  finish(asked);
}

function finish(asked: Asked): void {
  if (asked.settled !== undefined) asked.settled();
  else wake(asked.place);
}

/** Asks a rank (this one too) and does not wait. `kind` holds no ":". */
export function ask(context: string, to: number, kind: string, body: string, what: string): Asked {
  questions += 1;
  const asked: Asked = {
    context,
    to,
    id: questions,
    place: waiter(),
    what,
    answer: undefined,
    error: undefined,
    settled: undefined,
    late: undefined,
  };
  open.set(asked.id, asked);
  const loss = losses[to] as Loss | false;
  if (loss && to !== rank) fail(asked, loss.error);
  else forget(post(to, context, `?${asked.id} ${kind}`, body));
  return asked;
}

/**
 * Waits for the answer. Undefined: not before `deadline`; the question is withdrawn, and an answer that comes all the
 * same goes to `late`.
 *
 * @throws VnetosError the refusal; or that the rank is gone.
 */
export function awaitAnswer(
  asked: Asked,
  deadline: number,
  late: (answer: string) => void = dropIt,
): string | undefined {
  if (!isSettled(asked)) park(asked.place, `waits for ${asked.what}`, deadline);
  if (asked.error !== undefined) throw asked.error;
  if (asked.answer === undefined) withdraw(asked, late);
  return asked.answer;
}

/** Waits until there is an answer or a refusal. False: not before `deadline`; the question stays. */
export function awaitSettled(asked: Asked, deadline: number): boolean {
  return waitUntil(() => isSettled(asked) || undefined, NO_PORTS, deadline) === true;
}

export function isSettled({ answer, error }: Asked): boolean {
  return answer !== undefined || error !== undefined;
}

/** Waits no longer for an answer; one that is on its way goes to `late`. */
export function withdraw(asked: Asked, late: (answer: string) => void): void {
  if (isSettled(asked)) return;
  asked.late = late;
  forget(post(asked.to, asked.context, `-${asked.id}`, ""));
}

function dropIt(): void {}

/** Tells a service something that is not answered. */
export function tell(context: string, to: number, kind: string, body: string): void {
  forget(post(to, context, `.${kind}`, body));
}

/** Answers a question. The answer may turn out to be undeliverable: `neverArrives` says so later. */
export function answer({ context, from, id }: Question, body: string): Posted {
  const posted = post(from, context, `=${id}`, body);
  forget(posted);
  return posted;
}

/** Refuses a question: the asking rank gets an error. */
export function refuse({ context, from, id }: Question, code: string, message: string): void {
  forget(post(from, context, `!${id}`, encode("refusal", { code, message })));
}

/** True when an answer has been sent in vain: its receiver has ended. */
export function neverArrives(posted: Posted): boolean {
  return isDelivered(posted) && posted.error !== undefined;
}
