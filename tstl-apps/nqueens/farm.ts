import { rank, receive, receiveFrom, send, size } from "vnetos";

interface Job<Task> {
  readonly number: number;
  readonly task: Task;
}
interface Done<Result> {
  readonly number: number;
  readonly result: Result;
}

/**
 * A task farm: rank 0 has the tasks and hands them out one by one; whoever brings a result gets the next one. So fast
 * boards, and those with easy tasks, do more of them. Alone, rank 0 does all the work itself.
 *
 * @returns On rank 0 the results, in the order of the tasks; undefined elsewhere.
 */
export function farm<Task, Result>(
  tasks: readonly Task[],
  work: (task: Task) => Result,
): Result[] | undefined {
  if (size === 1) return tasks.map(work);
  if (rank === 0) return handOut<Task, Result>(tasks);
  workUntilDone(work);
  return undefined;
}

function handOut<Task, Result>(tasks: readonly Task[]): Result[] {
  const results: Result[] = [];
  let next = 0;
  let busy = 0;
  function give(to: number): void {
    if (next < tasks.length) {
      send<Job<Task>>(to, { number: next, task: tasks[next] as Task });
      next++;
      busy++;
    } else {
      send(to, "done");
    }
  }
  for (let worker = 1; worker < size; worker++) give(worker);
  while (busy > 0) {
    const { from, value } = receive<Done<Result>>();
    results[value.number] = value.result;
    busy--;
    give(from);
  }
  return results;
}

function workUntilDone<Task, Result>(work: (task: Task) => Result): void {
  for (;;) {
    const job = receiveFrom<Job<Task> | "done">(0);
    if (job === "done") return;
    send<Done<Result>>(0, { number: job.number, result: work(job.task) });
  }
}
