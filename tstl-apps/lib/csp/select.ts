import { decode } from "../json.ts";
import { type Asked, withdraw } from "../kernel/ask.ts";
import { park, type Waiter, waiter, wake } from "../kernel/fiber.ts";
import { deadlineIn } from "../kernel/wait.ts";
import { VnetosError } from "../vnetos-error.ts";
import { askHome } from "./ask-home.ts";
import { closedMessage } from "./channel.ts";
import { accept, decline } from "./decide.ts";
import type { AfterGuard, Guard, ReadGuard } from "./guard.ts";

interface Choice<R> {
  readonly guard: ReadGuard<R>;
  readonly asked: Asked;
}

interface Selection<R> {
  readonly place: Waiter;
  /** Questions that are not settled. */
  open: number;
  chosen: Choice<R> | undefined;
  /** A home rank is gone. */
  failure: VnetosError | undefined;
}

let turn = 0;

/**
 * Waits for the first of several channels that has a value, reads it and gives it to that guard's action; the values of
 * the others stay where they are. When several have values, they are chosen in turn. A channel that was closed is
 * not chosen.
 *
 * @returns What the action gives.
 * @throws VnetosError `closed` when all channels are closed and no time was given; `bad-request` for a select
 * without guards; what tells that a home rank is gone.
 *
 * ```ts
 * const stopped = select([
 *   onRead(requests, (request) => { handle(request); return false; }),
 *   onRead(stop, () => true),
 *   after(1000, () => { console.log("quiet"); return false; }),
 * ]);
 * ```
 */
export function select<R>(guards: readonly Guard<R>[]): R {
  const polls = guards.some(({ kind }) => kind === "otherwise");
  const timer = shortest(guards);
  const ms = timer?.ms;
  const reads = inTurn(guards);
  if (guards.length === 0) throw new VnetosError("bad-request", "select(guards): there is none");
  const selection: Selection<R> = {
    place: waiter(),
    open: reads.length,
    chosen: undefined,
    failure: undefined,
  };
  const choices = ask(selection, reads, polls ? "poll" : "select");
  const deadline = polls ? Infinity : deadlineIn(ms);
  if (selection.open > 0 || ms !== undefined) park(selection.place, nameOf(choices), deadline);
  const { chosen, failure } = selection;
  // From now on what comes is declined.
  selection.failure = DONE;
  for (const { asked } of choices) withdraw(asked, () => decline(asked));
  if (chosen !== undefined) return take(chosen);
  if (failure !== undefined) throw failure;
  const other = guards.find(({ kind }) => kind === "otherwise") ?? timer;
  if (other === undefined || other.kind === "read") throw allClosed(choices);
  return other.action();
}

const DONE = new VnetosError("bad-request", "this select is over");

function ask<R>(
  selection: Selection<R>,
  reads: readonly ReadGuard<R>[],
  word: "select" | "poll",
): readonly Choice<R>[] {
  const choices: Choice<R>[] = [];
  for (const guard of reads) {
    const asked = askHome(word, guard.end);
    const choice = { guard, asked };
    choices.push(choice);
    asked.settled = () => settle(selection, choice);
    // A channel at home here, or a rank that is gone, has answered already.
    if (asked.answer !== undefined || asked.error !== undefined) settle(selection, choice);
  }
  return choices;
}

function settle<R>(selection: Selection<R>, choice: Choice<R>): void {
  const { error } = choice.asked;
  selection.open -= 1;
  if (error === undefined) {
    if (selection.chosen !== undefined || selection.failure !== undefined) decline(choice.asked);
    else selection.chosen = choice;
  } else if (error.code !== "empty" && !isClosed(choice)) selection.failure ??= error;
  const { open, chosen, failure } = selection;
  if (open === 0 || chosen !== undefined || failure !== undefined) wake(selection.place);
}

/** The channel is closed; its home rank lives. */
function isClosed<R>({ guard, asked }: Choice<R>): boolean {
  return asked.error?.message === closedMessage(guard.end.channel);
}

function take<R>({ guard, asked }: Choice<R>): R {
  accept(asked);
  return guard.action(decode(asked.answer as string));
}

function shortest<R>(guards: readonly Guard<R>[]): AfterGuard<R> | undefined {
  let least: AfterGuard<R> | undefined;
  for (const guard of guards)
    if (guard.kind === "after" && (least === undefined || guard.ms < least.ms)) least = guard;
  return least;
}

/** The guards that read, each time another one first. */
function inTurn<R>(guards: readonly Guard<R>[]): readonly ReadGuard<R>[] {
  const reads = guards.filter((guard): guard is ReadGuard<R> => guard.kind === "read");
  turn += 1;
  return reads.map((_, i) => reads[(i + turn) % reads.length] as ReadGuard<R>);
}

function nameOf<R>(choices: readonly Choice<R>[]): string {
  return `waits for ${choices.map(({ asked }) => asked.what).join(" or ")}`;
}

function allClosed<R>(choices: readonly Choice<R>[]): VnetosError {
  const names = choices.map(({ asked }) => asked.what).join(", ");
  return new VnetosError("closed", `select: closed are all of ${names}`);
}
