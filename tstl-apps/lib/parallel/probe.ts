import { awaitMessage } from "../kernel/await-message.ts";
import type { Arrived } from "../kernel/envelope.ts";
import { peek } from "../kernel/mailbox.ts";
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

/** A message that has come and was not received. */
export interface Probed extends Source {
  /** Of the value as JSON text, bytes. */
  readonly length: number;
}

/**
 * Waits for a message as `receive` does, and leaves it where it is: the next `receive` that fits gets it.
 *
 * ```ts
 * const { from, tag } = probe({ tag: anyTag });
 * ```
 */
export function probe<T>(options: ReceiveOptions<T> = {}): Probed {
  const pattern = patternOf("probe", options);
  const deadline = deadlineIn(options.timeoutMs);
  const arrived = awaitMessage(pattern.from, pattern.fits, deadline, peek);
  if (arrived !== undefined) return probed(pattern, arrived);
  const text = `nothing from ${whom(pattern)} within ${options.timeoutMs} ms`;
  throw new VnetosError("timeout", `probe: ${text}`);
}

/**
 * What `receive` would get now, or undefined: never waits.
 *
 * ```ts
 * while (tryProbe({ from: 0 }) === undefined) workALittle();
 * ```
 */
export function tryProbe<T>(
  options: Omit<ReceiveOptions<T>, "timeoutMs"> = {},
): Probed | undefined {
  const pattern = patternOf("tryProbe", options);
  const arrived = awaitMessage(pattern.from, pattern.fits, LOOK, peek);
  return arrived && probed(pattern, arrived);
}

function probed(pattern: Pattern, arrived: Arrived): Probed {
  const { from, tag } = sourceOf(pattern, arrived);
  return { from, tag, length: arrived.body.length };
}
