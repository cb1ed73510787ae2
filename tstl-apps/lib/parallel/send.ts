import { checkMs, checkRank } from "../check-arguments.ts";
import { encode } from "../json.ts";
import { deliverTo } from "../kernel/post.ts";
import { rankName } from "../rank-name.ts";
import { VnetosError } from "../vnetos-error.ts";

/**
 * Sends a value to a rank and waits until it is in that rank's queue: it arrives exactly once, and in the order of
 * sending. It needs not be received yet, but a rank that does not receive holds its senders back once its queue is
 * full (some 100 kB). What a rank sends to itself is queued at once.
 *
 * @param to A rank, 0..`size` - 1.
 * @param value Anything that JSON can carry, of any length; the receiver gets a copy.
 * @param timeoutMs The longest wait, ms; a value that was late may still arrive. Default: as long as the peer lives.
 * @throws VnetosError `bad-request` for a wrong argument, `unreachable`, `peer-rebooted`, `closed`, `no-receiver`
 * when the rank is gone, `timeout`.
 *
 * ```ts
 * if (rank === 0) send(1, { answer: 42 });
 * if (rank === 1) console.log(receiveFrom<{ answer: number }>(0).answer);
 * ```
 */
export function send<T>(to: number, value: T, timeoutMs?: number): void {
  checkRank("send(to)", to);
  if (timeoutMs !== undefined) checkMs("send(timeoutMs)", timeoutMs);
  if (deliverTo(to, "", "", encode("send(value)", value), timeoutMs)) return;
  const text = `send: ${rankName(to)} did not take it within ${timeoutMs} ms`;
  throw new VnetosError("timeout", text);
}
