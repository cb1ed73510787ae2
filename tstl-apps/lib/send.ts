import { checkMs, checkRank } from "./check-arguments.ts";
import { MESSAGE, wrap } from "./envelope.ts";
import { encode } from "./json.ts";
import { deliver } from "./mailbox.ts";
import { peerError, portTo } from "./peers.ts";
import { rankName } from "./rank-name.ts";
import { VnetosError } from "./vnetos-error.ts";
import { rank } from "./world.ts";

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
  const end = __vnetos.now() + (timeoutMs ?? 0);
  for (const text of wrap(MESSAGE, encode("send(value)", value))) {
    const leftMs = timeoutMs === undefined ? -1 : Math.max(0, end - __vnetos.now());
    if (to === rank) deliver(rank, text);
    else if (!sendPart(to, text, leftMs)) {
      throw new VnetosError(
        "timeout",
        `send: ${rankName(to)} did not take it within ${timeoutMs} ms`,
      );
    }
  }
}

/** False: not taken in time. */
function sendPart(to: number, text: string, timeoutMs: number): boolean {
  const [sent, code, message] = __vnetos.send(portTo[to] as string, text, timeoutMs);
  if (sent === undefined && code !== "timeout") throw peerError(to, code, message);
  return sent !== undefined;
}
