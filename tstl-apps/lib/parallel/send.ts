import { checkMs, checkRank } from "../check-arguments.ts";
import { encode } from "../json.ts";
import { deliverTo } from "../kernel/post.ts";
import { rankName } from "../rank-name.ts";
import { VnetosError } from "../vnetos-error.ts";
import { type Communicator, checkMember, checkRankOf } from "./communicator.ts";
import { type Tag, tagText } from "./tag.ts";

/** How to send. */
export interface SendOptions<T> {
  /** The kind of message: of `tag`, or a whole number from 0. Default 0. */
  readonly tag?: number | Tag<T> | undefined;
  /** The communicator whose ranks are meant. Default `world`. */
  readonly on?: Communicator | undefined;
  /** The longest wait, ms; a value that was late may still arrive. Default: as long as the peer lives. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Sends a value to a rank and waits until it is in that rank's queue: it arrives exactly once, and in the order of
 * sending. It needs not be received yet, but a rank that does not receive holds its senders back once its queue is
 * full (some 100 kB). What a rank sends to itself is queued at once.
 *
 * @param to A rank of the communicator.
 * @param value Anything that JSON can carry, of any length; the receiver gets a copy.
 * @throws VnetosError `bad-request` for a wrong argument, `unreachable`, `peer-rebooted`, `closed`, `no-receiver`
 * when the rank is gone, `timeout`.
 *
 * ```ts
 * if (rank === 0) send(1, { answer: 42 });
 * if (rank === 1) console.log(receiveFrom<{ answer: number }>(0).answer);
 * ```
 */
export function send<T>(to: number, value: T, options?: SendOptions<T>): void {
  if (options === undefined) {
    checkRank("send(to)", to);
    deliverTo(to, "", "", encode("send(value)", value), undefined);
  } else sendWith(to, value, options);
}

function sendWith<T>(to: number, value: T, options: SendOptions<T>): void {
  const { timeoutMs } = options;
  const address = addressOf("send", to, options);
  if (timeoutMs !== undefined) checkMs("send(timeoutMs)", timeoutMs);
  const body = encode("send(value)", value);
  if (deliverTo(address.to, address.context, address.tag, body, timeoutMs)) return;
  const text = `send: ${rankName(address.to)} did not take it within ${timeoutMs} ms`;
  throw new VnetosError("timeout", text);
}

/** Where a message goes: rank in the world, context and tag. `call` begins the errors. */
export function addressOf<T>(call: string, to: number, { on, tag }: SendOptions<T>) {
  if (on === undefined) {
    checkRank(`${call}(to)`, to);
    return { to, context: "", tag: tagText(call, tag) };
  }
  checkMember(call, on);
  checkRankOf(`${call}(to)`, to, on);
  return { to: on.ranks[to] as number, context: on.id, tag: tagText(call, tag) };
}
