import { checkMs } from "../check-arguments.ts";
import { encode } from "../json.ts";
import { awaitMessage } from "../kernel/await-message.ts";
import { awaitDelivery, post } from "../kernel/post.ts";
import { deadlineIn } from "../kernel/wait.ts";
import { VnetosError } from "../vnetos-error.ts";
import { patternOf, whom } from "./pattern.ts";
import { type Received, received } from "./receive.ts";
import { addressOf, type SendOptions } from "./send.ts";

/** How to send and receive at once. */
export interface SendReceiveOptions<T> extends SendOptions<T> {
  /** The rank to receive from. Default: the one that is sent to. */
  readonly from?: number | undefined;
}

/**
 * Sends a value and receives one of the same kind, both at once: ranks that all do this in a circle cannot lock each
 * other, however long the values are.
 *
 * @param to The rank to send to; to receive from as well, unless `from` is given.
 *
 * ```ts
 * const next = (rank + 1) % size;
 * const previous = (rank + size - 1) % size;
 * const { value } = sendReceive(next, mine, { from: previous });
 * ```
 */
export function sendReceive<T>(
  to: number,
  value: T,
  options: SendReceiveOptions<T> = {},
): Received<T> {
  const { tag, on, timeoutMs } = options;
  const address = addressOf("sendReceive", to, options);
  const pattern = patternOf<T>("sendReceive", { from: options.from ?? to, tag, on, timeoutMs });
  if (timeoutMs !== undefined) checkMs("sendReceive(timeoutMs)", timeoutMs);
  const deadline = deadlineIn(timeoutMs);
  const body = encode("sendReceive(value)", value);
  const posted = post(address.to, address.context, address.tag, body);
  const arrived = awaitMessage(pattern.from, pattern.fits, deadline);
  if (arrived !== undefined && awaitDelivery(posted, deadline)) return received(pattern, arrived);
  const text = `no exchange with ${whom(pattern)} within ${timeoutMs} ms`;
  throw new VnetosError("timeout", `sendReceive: ${text}`);
}
