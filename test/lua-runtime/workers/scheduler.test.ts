import { expect, it } from "vitest";
import { type Runnable, Scheduler } from "../../../lua-runtime/src/workers/index.ts";

/** A host whose clock goes on while runnables run. */
class WorkHost {
  time = 0;
  readonly #soon: (() => void)[] = [];

  now = () => this.time;
  soon = (callback: () => void) => void this.#soon.push(callback);

  turns(count: number): void {
    for (let i = 0; i < count; i++) for (const callback of this.#soon.splice(0)) callback();
  }

  get idle(): boolean {
    return this.#soon.length === 0;
  }
}

class Task implements Runnable {
  readonly board: object;
  used = 0;
  private readonly host: WorkHost;
  private readonly sliceMs: number;
  private left: number;

  /** Runs for `totalMs`, in slices of `sliceMs`. */
  constructor(host: WorkHost, board: object, sliceMs: number, totalMs = Number.POSITIVE_INFINITY) {
    this.host = host;
    this.board = board;
    this.sliceMs = sliceMs;
    this.left = totalMs;
  }

  slice(): boolean {
    this.host.time += this.sliceMs;
    this.used += this.sliceMs;
    this.left -= this.sliceMs;
    return this.left > 0;
  }
}

it("shares time evenly between the workers of a board", () => {
  const host = new WorkHost();
  const scheduler = new Scheduler(host, 3);
  const board = {};
  const tasks = [1, 2, 3].map(() => new Task(host, board, 3));
  for (const task of tasks) scheduler.add(task);
  host.turns(30);
  expect(tasks.map((task) => task.used)).toEqual([30, 30, 30]);
});

it("shares time evenly between boards, however many workers each has", () => {
  const host = new WorkHost();
  const scheduler = new Scheduler(host, 3);
  const crowd = {};
  const crowded = Array.from({ length: 9 }, () => new Task(host, crowd, 3));
  const alone = new Task(host, {}, 3);
  for (const task of [...crowded, alone]) scheduler.add(task);
  host.turns(90);
  const sum = crowded.reduce((total, task) => total + task.used, 0);
  expect(Math.abs(alone.used - sum)).toBeLessThanOrEqual(3);
});

it("makes up for slices that were too long", () => {
  const host = new WorkHost();
  const scheduler = new Scheduler(host, 3);
  const greedy = new Task(host, {}, 30);
  const modest = new Task(host, {}, 3);
  scheduler.add(greedy);
  scheduler.add(modest);
  host.turns(110);
  expect(Math.abs(greedy.used - modest.used)).toBeLessThanOrEqual(30);
});

it("does not save up the time of a board that was idle", () => {
  const host = new WorkHost();
  const scheduler = new Scheduler(host, 3);
  const busy = new Task(host, {}, 3);
  scheduler.add(busy);
  host.turns(100);
  const late = new Task(host, {}, 3);
  scheduler.add(late);
  const before = busy.used;
  host.turns(20);
  expect(Math.abs(busy.used - before - late.used)).toBeLessThanOrEqual(6);
});

it("runs several short slices in a turn, and stops when there is no work", () => {
  const host = new WorkHost();
  const scheduler = new Scheduler(host, 3);
  const tasks = [1, 2, 3].map(() => new Task(host, {}, 0.5, 0.5));
  for (const task of tasks) scheduler.add(task);
  host.turns(1);
  expect(tasks.map((task) => task.used)).toEqual([0.5, 0.5, 0.5]);
  expect(host.idle).toBe(true);
});

it("forgets a runnable that is removed", () => {
  const host = new WorkHost();
  const scheduler = new Scheduler(host, 3);
  const task = new Task(host, {}, 3);
  scheduler.add(task);
  scheduler.remove(task);
  host.turns(5);
  expect(task.used).toBe(0);
});
