import { checkMs, checkRank } from "../check-arguments.ts";
import { decode } from "../json.ts";
import { awaitMessage } from "../kernel/await-message.ts";
import type { Arrived } from "../kernel/envelope.ts";
import { deadlineIn, LOOK } from "../kernel/wait.ts";
import { rankName } from "../rank-name.ts";
import { VnetosError } from "../vnetos-error.ts";

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
  const arrived = next("receive", from, timeoutMs);
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
  const arrived = next("tryReceive", options.from);
  return arrived && { from: arrived.from, value: decode<T>(arrived.body) };
}

function next(call: string, from: number | undefined, timeoutMs?: number): Arrived | undefined {
  if (from !== undefined) checkRank(`${call}(from)`, from);
  if (timeoutMs !== undefined) checkMs(`${call}(timeoutMs)`, timeoutMs);
  const fits = ({ context, tag, from: sender }: Arrived) =>
    context === "" && tag === "" && (from === undefined || sender === from);
  const deadline = call === "tryReceive" ? LOOK : deadlineIn(timeoutMs);
  return awaitMessage(from === undefined ? undefined : [from], fits, deadline);
}
