import { checkMs } from "../check-arguments.ts";
import { decode } from "../json.ts";
import { awaitAnswer } from "../kernel/ask.ts";
import { deadlineIn } from "../kernel/wait.ts";
import { VnetosError } from "../vnetos-error.ts";
import { askHome } from "./ask-home.ts";
import { closedMessage, type ReadEnd } from "./channel.ts";
import { accept, decline } from "./decide.ts";
import type { ChannelWait } from "./write.ts";

/**
 * Reads the next value of a channel; waits until there is one.
 *
 * @throws VnetosError `closed` when the channel was closed and all of it was read; `timeout`; what tells that the
 * home rank is gone.
 *
 * ```ts
 * const job = read(jobs);
 * ```
 */
export function read<T>(end: ReadEnd<T>, options: ChannelWait = {}): T {
  const { timeoutMs } = options;
  if (timeoutMs === undefined) {
    return decode<T>(awaitAnswer(askHome("read", end), deadlineIn(undefined)) as string);
  }
  checkMs("read(timeoutMs)", timeoutMs);
  const asked = askHome("select", end);
  const text = awaitAnswer(asked, deadlineIn(timeoutMs), () => decline(asked));
  if (text === undefined) {
    throw new VnetosError("timeout", `read: nothing on ${asked.what} within ${timeoutMs} ms`);
  }
  accept(asked);
  return decode<T>(text);
}

/**
 * The values of a channel until it is closed, for `for … of`.
 *
 * ```ts
 * for (const job of each(jobs)) console.log(job.row);
 * ```
 */
export function each<T>(end: ReadEnd<T>): Iterable<T> {
  return { [Symbol.iterator]: () => ({ next: () => nextOf(end) }) };
}

/** No generator: a process that waits inside one would hold up the others. */
function nextOf<T>(end: ReadEnd<T>): IteratorResult<T> {
  try {
    return { done: false, value: read(end) };
  } catch (error) {
    if (!(error instanceof VnetosError) || error.message !== closedMessage(end.channel))
      throw error;
    return { done: true, value: undefined };
  }
}
