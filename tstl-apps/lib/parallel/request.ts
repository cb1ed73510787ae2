import { checkMs } from "../check-arguments.ts";
import { encode } from "../json.ts";
import { hopeless, portsTo } from "../kernel/await-message.ts";
import type { Arrived } from "../kernel/envelope.ts";
import { hooks } from "../kernel/hooks.ts";
import { take } from "../kernel/mailbox.ts";
import { NO_PORTS } from "../kernel/peers.ts";
import { isDelivered, type Posted, post } from "../kernel/post.ts";
import { deadlineIn, LOOK, NO_TICKETS, waitUntil } from "../kernel/wait.ts";
import { rankName } from "../rank-name.ts";
import { VnetosError } from "../vnetos-error.ts";
import { type Pattern, patternOf, type ReceiveOptions, whom } from "./pattern.ts";
import { type Received, received } from "./receive.ts";
import { addressOf, type SendOptions } from "./send.ts";

/** A send or receive that has been started and goes on by itself. */
export interface Request<T> {
  /**
   * Waits until it is done and gives its result, as often as it is asked. Throws what has gone wrong, or `timeout`:
   * then it may still be waited for again.
   */
  wait(timeoutMs?: number): T;
  /** True when it is done (or has failed: `wait` tells): never waits. */
  test(): boolean;
  /** The library's own: what to wait for. */
  readonly pending: Pending;
}

export interface Pending {
  /** Done or failed. Quick, never throws. */
  readonly settled: () => boolean;
  readonly ports: readonly string[];
  readonly tickets: readonly number[];
}

/**
 * Starts to send and goes on at once; the value is copied now. Ask the request at some time how it has ended: its
 * result is true.
 *
 * ```ts
 * const request = startSend(1, picture);
 * computeNextPicture();
 * request.wait();
 * ```
 */
export function startSend<T>(
  to: number,
  value: T,
  options: Omit<SendOptions<T>, "timeoutMs"> = {},
): Request<true> {
  const address = addressOf("startSend", to, options);
  const body = encode("startSend(value)", value);
  const posted = post(address.to, address.context, address.tag, body);
  const pending = { settled: () => isDelivered(posted), ports: NO_PORTS, tickets: posted.tickets };
  return {
    pending,
    test: () => pending.settled(),
    wait: (timeoutMs) => finishSend(posted, pending, timeoutMs),
  };
}

function finishSend(posted: Posted, pending: Pending, timeoutMs: number | undefined): true {
  const whose = `startSend: ${rankName(posted.to)} did not take it`;
  waitForOne([pending], timeoutMs, whose);
  if (posted.error !== undefined) throw posted.error;
  return true;
}

interface Wanted {
  readonly pattern: Pattern;
  arrived: Arrived | undefined;
  error: VnetosError | undefined;
}

/** Receives that were started and have got nothing yet, the oldest first: it chooses first. */
let wanted: Wanted[] = [];

hooks.claim = () => {
  if (wanted.length === 0) return;
  for (const each of wanted) each.arrived = take(each.pattern.fits);
  wanted = wanted.filter(({ arrived }) => arrived === undefined);
};

/**
 * Starts to receive and goes on at once. Messages are given to the receives that fit in the order in which those were
 * started, and only then to `receive`.
 *
 * ```ts
 * const request = startReceive<number[]>({ from: 0 });
 * computeInside();
 * computeBorder(request.wait().value);
 * ```
 */
export function startReceive<T>(
  options: Omit<ReceiveOptions<T>, "timeoutMs"> = {},
): Request<Received<T>> {
  const pattern = patternOf("startReceive", options);
  const want: Wanted = { pattern, arrived: undefined, error: undefined };
  wanted.push(want);
  const settled = () => isSettled(want);
  const pending = { settled, ports: portsTo(pattern.from), tickets: NO_TICKETS };
  return {
    pending,
    test: () => waitUntil(() => settled() || undefined, pending.ports, LOOK) === true,
    wait: (timeoutMs) => finishReceive(want, pending, timeoutMs),
  };
}

function isSettled(want: Wanted): boolean {
  if (hooks.claim !== undefined) hooks.claim();
  if (want.arrived !== undefined || want.error !== undefined) return true;
  want.error = hopeless(want.pattern.from, Infinity)?.error;
  if (want.error !== undefined) wanted = wanted.filter((each) => each !== want);
  return want.error !== undefined;
}

function finishReceive<T>(
  want: Wanted,
  pending: Pending,
  timeoutMs: number | undefined,
): Received<T> {
  waitForOne([pending], timeoutMs, `startReceive: nothing from ${whom(want.pattern)}`);
  if (want.error !== undefined) throw want.error;
  return received(want.pattern, want.arrived as Arrived);
}

/** Waits until one of them is settled; its position. `what` begins the message about a time-out. */
export function waitForOne(
  all: readonly Pending[],
  timeoutMs: number | undefined,
  what: string,
): number {
  if (timeoutMs !== undefined) checkMs("wait(timeoutMs)", timeoutMs);
  const ports: string[] = [];
  const tickets: number[] = [];
  for (const each of all) {
    for (const port of each.ports) if (ports.indexOf(port) < 0) ports.push(port);
    tickets.push(...each.tickets);
  }
  const ready = () => firstSettled(all);
  const position = waitUntil(ready, ports, deadlineIn(timeoutMs), tickets);
  if (position !== undefined) return position;
  throw new VnetosError("timeout", `${what} within ${timeoutMs} ms`);
}

function firstSettled(all: readonly Pending[]): number | undefined {
  for (let i = 0; i < all.length; i++) if ((all[i] as Pending).settled()) return i;
  return undefined;
}
