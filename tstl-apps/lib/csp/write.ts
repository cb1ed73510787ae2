import { checkMs } from "../check-arguments.ts";
import { encode } from "../json.ts";
import { awaitAnswer } from "../kernel/ask.ts";
import { deadlineIn } from "../kernel/wait.ts";
import { VnetosError } from "../vnetos-error.ts";
import { askHome } from "./ask-home.ts";
import type { WriteEnd } from "./channel.ts";

/** How long to wait at a channel. */
export interface ChannelWait {
  /** The longest wait, ms. Default: as long as the home rank lives and the channel is open. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Writes a value to a channel and waits until it was read, or has room.
 *
 * @param value Anything that JSON can carry; the reader gets a copy.
 * @throws VnetosError `closed`; `timeout`: a value that is late is taken back, unless it is being read just then;
 * `bad-request` for a value that JSON cannot carry; what tells that the home rank is gone.
 *
 * ```ts
 * write(jobs, { row: 5 });
 * ```
 */
export function write<T>(end: WriteEnd<T>, value: T, options: ChannelWait = {}): void {
  const { timeoutMs } = options;
  if (timeoutMs !== undefined) checkMs("write(timeoutMs)", timeoutMs);
  const asked = askHome("write", end, encode("write(value)", value));
  if (awaitAnswer(asked, deadlineIn(timeoutMs)) !== undefined) return;
  const text = `write: nobody has read from ${asked.what} within ${timeoutMs} ms`;
  throw new VnetosError("timeout", text);
}

/**
 * Closes a channel: nobody writes to it any more. What was written is still read; then readers are told.
 *
 * ```ts
 * for (const job of list) write(jobs, job);
 * close(jobs);
 * ```
 */
export function close<T>(end: WriteEnd<T>): void {
  awaitAnswer(askHome("close", end), deadlineIn(undefined));
}
