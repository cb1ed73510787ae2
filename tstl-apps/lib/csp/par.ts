import { awaitGroup, newGroup, noteEnd, startProcess } from "./group.ts";

/**
 * Runs processes of this rank at the same time, by turns whenever one waits, and returns when all have ended.
 *
 * @throws What the first process to fail throws; the others are then left where they are.
 *
 * ```ts
 * const numbers = channel<number>();
 * par(
 *   () => { for (let i = 0; i < 3; i++) write(numbers, i); close(numbers); },
 *   () => { for (const n of each(numbers)) console.log(n); },
 * );
 * ```
 */
export function par(...processes: readonly (() => void)[]): void {
  const group = newGroup(processes.length);
  for (let i = 0; i < processes.length; i++) {
    const body = processes[i] as () => void;
    startProcess(`process ${i + 1}`, body, (error) => noteEnd(group, error));
  }
  awaitGroup(group);
}
