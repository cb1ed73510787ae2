import { decode } from "../json.ts";
import { awaitMessage } from "../kernel/await-message.ts";
import type { Arrived } from "../kernel/envelope.ts";
import { deadlineIn, LOOK } from "../kernel/wait.ts";
import { VnetosError } from "../vnetos-error.ts";
import {
  type Pattern,
  patternOf,
  type ReceiveOptions,
  type Source,
  sourceOf,
  whom,
} from "./pattern.ts";

/** A value, the rank that sent it, and its tag. */
export interface Received<T> extends Source {
  readonly value: T;
}

/**
 * Waits for a value that another rank has sent, or this one to itself.
 *
 * A wait always ends: for one rank with an error when that rank is gone; for any rank with an error that names it,
 * once for each rank that stops answering, and with another when every other rank has ended.
 *
 * @throws VnetosError `timeout`, `unreachable`, `peer-rebooted`, `closed`, or `bad-request` for a wrong argument.
 *
 * ```ts
 * const { from, value } = receive<string>();
 * const late = receive<number>({ from: 3, timeoutMs: 500 }).value;
 * const job = receive({ tag: Work }).value; // of the type of: const Work = tag<Job>("work")
 * ```
 */
export function receive<T>(options: ReceiveOptions<T> = {}): Received<T> {
  return receiveAs("receive", options);
}

/** `call` is what the program has called. */
function receiveAs<T>(call: string, options: ReceiveOptions<T>): Received<T> {
  const pattern = patternOf(call, options);
  const arrived = awaitMessage(pattern.from, pattern.fits, deadlineIn(options.timeoutMs));
  if (arrived !== undefined) return received(pattern, arrived);
  const text = `nothing from ${whom(pattern)} within ${options.timeoutMs} ms`;
  throw new VnetosError("timeout", `${call}: ${text}`);
}

/**
 * Waits for the next value of one rank: `receive({ from }).value`.
 *
 * ```ts
 * const left = receiveFrom<number[]>((rank + size - 1) % size);
 * ```
 */
export function receiveFrom<T>(from: number, options: Omit<ReceiveOptions<T>, "from"> = {}): T {
  const { tag, on, timeoutMs } = options;
  return receiveAs<T>("receiveFrom", { from, tag, on, timeoutMs }).value;
}

/**
 * A value that is already there, or undefined: never waits. Throws as `receive` does for a rank that is lost,
 * but not because every other rank has ended.
 *
 * ```ts
 * const order = tryReceive<string>({ from: 0 });
 * if (order?.value === "stop") console.log("stopped early");
 * ```
 */
export function tryReceive<T>(
  options: Omit<ReceiveOptions<T>, "timeoutMs"> = {},
): Received<T> | undefined {
  const pattern = patternOf("tryReceive", options);
  const arrived = awaitMessage(pattern.from, pattern.fits, LOOK);
  return arrived && received(pattern, arrived);
}

export function received<T>(pattern: Pattern, arrived: Arrived): Received<T> {
  const { from, tag } = sourceOf(pattern, arrived);
  return { from, tag, value: decode<T>(arrived.body) };
}
