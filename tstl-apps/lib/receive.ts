import { checkMs, checkRank } from "./check-arguments.ts";
import { MESSAGE } from "./envelope.ts";
import { decode } from "./json.ts";
import { type Arrived, waitFor } from "./mailbox.ts";
import { rankName } from "./rank-name.ts";
import { VnetosError } from "./vnetos-error.ts";

/** What to receive. */
export interface ReceiveOptions {
  /** The sender's rank. Default: any, in the order of arrival. */
  readonly from?: number | undefined;
  /** The longest wait, ms. Default: as long as a message can still come. */
  readonly timeoutMs?: number | undefined;
}

/** A value and the rank that sent it. */
export interface Received<T> {
  readonly from: number;
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
 * ```
 */
export function receive<T>(options: ReceiveOptions = {}): Received<T> {
  const { from, timeoutMs } = options;
  const arrived = next("receive", from, timeoutMs ?? -1);
  if (arrived !== undefined) return { from: arrived.from, value: decode<T>(arrived.body) };
  const whom = from === undefined ? "any rank" : rankName(from);
  throw new VnetosError("timeout", `receive: nothing from ${whom} within ${timeoutMs} ms`);
}

/**
 * Waits for the next value of one rank: `receive({ from }).value`.
 *
 * ```ts
 * const left = receiveFrom<number[]>((rank + size - 1) % size);
 * ```
 */
export function receiveFrom<T>(from: number, timeoutMs?: number): T {
  return receive<T>({ from, timeoutMs }).value;
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
export function tryReceive<T>(options: { readonly from?: number } = {}): Received<T> | undefined {
  const arrived = next("tryReceive", options.from, 0);
  return arrived && { from: arrived.from, value: decode<T>(arrived.body) };
}

function next(call: string, from: number | undefined, timeoutMs: number): Arrived | undefined {
  if (from !== undefined) checkRank(`${call}(from)`, from);
  if (timeoutMs !== -1) checkMs(`${call}(timeoutMs)`, timeoutMs);
  const fits = (arrived: Arrived) =>
    arrived.header === MESSAGE && (from === undefined || arrived.from === from);
  return waitFor(from, fits, timeoutMs);
}
