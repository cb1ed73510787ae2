import { checkWhole } from "../check-arguments.ts";
import { decode, encode } from "../json.ts";
import { portsTo } from "../kernel/await-message.ts";
import type { Arrived } from "../kernel/envelope.ts";
import { take } from "../kernel/mailbox.ts";
import { type Loss, losses } from "../kernel/peers.ts";
import { awaitDelivery, forget, post } from "../kernel/post.ts";
import { waitUntil } from "../kernel/wait.ts";
import type { VnetosError } from "../vnetos-error.ts";
import {
  type Call,
  checkStep,
  collective,
  isStep,
  late,
  type RootedOptions,
  takeText,
} from "./collective.ts";
import { STEPS } from "./same-call.ts";

// The root keeps the tasks, the other ranks work:
//
//   root  --- index task --->  worker     one task at a time (and `ahead` more)
//         <-- index result --
//         --- "" ----------->             no more tasks: the worker's call ends
//
// A worker that is lost takes nothing away: what it had is given to the next that is free, or done by the root when
// there is no other.

/** How a farm works. */
export interface FarmOptions extends RootedOptions {
  /** Tasks that a worker gets before it has done the last one, so that it need not wait. Default 0. */
  readonly ahead?: number | undefined;
  /** Called on the root for each worker that is lost. Default: a line on the root's output. */
  readonly onLost?: ((error: VnetosError) => void) | undefined;
}

/**
 * Does tasks of unequal length on all ranks: whoever is free gets the next one. All ranks call it; only the root's
 * `tasks` count. The root deals out and does no task itself, unless it is alone.
 *
 * A worker board that dies in the middle is reported, its tasks are given to others, and the result is complete. An error
 * in `work` fails the call on every rank.
 *
 * @param tasks Anything that JSON can carry.
 * @param work Does one task; its result is anything that JSON can carry, but not undefined.
 * @returns On the root the results in the order of the tasks, undefined on every other rank.
 *
 * ```ts
 * const results = farm(rank === 0 ? boards : [], countSolutions);
 * if (results !== undefined) console.log(results.reduce((a, b) => a + b, 0));
 * ```
 */
export function farm<Task, Result>(
  tasks: readonly Task[],
  work: (task: Task, index: number) => Result,
  options: FarmOptions = {},
): Result[] | undefined {
  const { ahead = 0 } = options;
  checkWhole("farm(ahead)", ahead);
  const steps = (call: Call) => {
    if (call.on.rank === call.root) return direct(planFor(call, tasks, work, options));
    workFor(call, work);
    return undefined;
  };
  return collective("farm", options, steps, "", options.root);
}

function workFor<Task, Result>(call: Call, work: (task: Task, index: number) => Result): void {
  for (let text = takeText(call, call.root); text !== ""; text = takeText(call, call.root)) {
    const space = text.indexOf(" ");
    const index = Number(text.substring(0, space));
    const result = work(decode<Task>(text.substring(space + 1)), index);
    const answer = `${index} ${encode("farm(result)", result)}`;
    awaitDelivery(send(call, call.root, answer), call.deadline);
  }
}

function send({ on, header }: Call, to: number, text: string) {
  return post(on.ranks[to] as number, STEPS + on.id, header, text);
}

/** What the root knows. */
interface Plan<Task, Result> {
  readonly call: Call;
  readonly tasks: readonly Task[];
  readonly work: (task: Task, index: number) => Result;
  readonly options: FarmOptions;
  /** Tasks that nobody has, the next one last. */
  readonly todo: number[];
  readonly results: Result[];
  readonly isDone: boolean[];
  left: number;
  /** By rank: the tasks that it has. */
  readonly held: number[][];
  /** By rank: it gets no tasks. So it is with the root. */
  readonly isOut: boolean[];
}

interface Lost {
  readonly worker: number;
  readonly error: VnetosError;
}

function planFor<Task, Result>(
  call: Call,
  tasks: readonly Task[],
  work: (task: Task, index: number) => Result,
  options: FarmOptions,
): Plan<Task, Result> {
  const todo = tasks.map((_, i) => tasks.length - 1 - i);
  const held = call.on.ranks.map(() => [] as number[]);
  const isOut = call.on.ranks.map((_, worker) => worker === call.root);
  return {
    call,
    tasks,
    work,
    options,
    todo,
    // Filled first, so that results can come in any order.
    results: tasks.map((task) => task as unknown as Result),
    isDone: tasks.map(() => false),
    left: tasks.length,
    held,
    isOut,
  };
}

function direct<Task, Result>(plan: Plan<Task, Result>): Result[] {
  const { call, isOut, options } = plan;
  for (let round = 0; round <= (options.ahead ?? 0); round++) {
    for (let worker = 0; worker < call.on.size; worker++) deal(plan, worker);
  }
  while (plan.left > 0) {
    if (isOut.indexOf(false) < 0) doOneHere(plan);
    else hear(plan);
  }
  for (let worker = 0; worker < call.on.size; worker++) {
    if (worker !== call.root) forget(send(call, worker, ""));
  }
  return plan.results;
}

function deal<Task, Result>(plan: Plan<Task, Result>, worker: number): void {
  const index = plan.isOut[worker] ? undefined : plan.todo.pop();
  if (index === undefined) return;
  const text = `${index} ${encode(`farm(tasks[${index}])`, plan.tasks[index])}`;
  plan.held[worker]?.push(index);
  forget(send(plan.call, worker, text));
}

function doOneHere<Task, Result>(plan: Plan<Task, Result>): void {
  const index = plan.todo.pop() as number;
  const result = plan.work(plan.tasks[index] as Task, index);
  finish(plan, index, result);
}

function finish<Task, Result>(plan: Plan<Task, Result>, index: number, result: Result): void {
  if (plan.isDone[index]) return;
  plan.isDone[index] = true;
  plan.results[index] = result;
  plan.left -= 1;
}

function hear<Task, Result>(plan: Plan<Task, Result>): void {
  const { call } = plan;
  const ready = () => take((arrived) => isStep(call, arrived)) ?? newlyLost(plan);
  const found = waitUntil<Arrived | Lost>(ready, portsTo(call.on.ranks), call.deadline);
  if (found === undefined) throw late(call, "a worker");
  if ("error" in found) bury(plan, found);
  else takeAnswer(plan, found);
}

function takeAnswer<Task, Result>(plan: Plan<Task, Result>, arrived: Arrived): void {
  checkStep(plan.call, arrived);
  const worker = plan.call.on.ranks.indexOf(arrived.from);
  const space = arrived.body.indexOf(" ");
  const index = Number(arrived.body.substring(0, space));
  finish(plan, index, decode<Result>(arrived.body.substring(space + 1)));
  const held = plan.held[worker] as number[];
  if (held.indexOf(index) >= 0) held.splice(held.indexOf(index), 1);
  // Who answers is there, though it was silent for a while.
  plan.isOut[worker] = false;
  deal(plan, worker);
}

function newlyLost<Task, Result>({ call, isOut }: Plan<Task, Result>): Lost | undefined {
  const { ranks } = call.on;
  for (let worker = 0; worker < ranks.length; worker++) {
    const loss = losses[ranks[worker] as number] as Loss | false;
    if (loss && !isOut[worker]) return { worker, error: loss.error };
  }
  return undefined;
}

function bury<Task, Result>(plan: Plan<Task, Result>, { worker, error }: Lost): void {
  plan.isOut[worker] = true;
  const held = plan.held[worker] as number[];
  report(plan.options, error, held.length);
  for (const index of held.splice(0)) if (!plan.isDone[index]) plan.todo.push(index);
  for (let other = 0; other < plan.held.length; other++) {
    if (plan.held[other]?.length === 0) deal(plan, other);
  }
}

function report({ onLost }: FarmOptions, error: VnetosError, count: number): void {
  if (onLost !== undefined) onLost(error);
  else console.log(`farm: ${error.message}; ${others(count)}`);
}

function others(tasks: number): string {
  if (tasks === 0) return "it had no task";
  return tasks === 1
    ? "others do the task that it had"
    : `others do the ${tasks} tasks that it had`;
}
