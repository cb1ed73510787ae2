import { checkMs, checkRank } from "../check-arguments.ts";
import { awaitAnswer } from "../kernel/ask.ts";
import { deadlineIn } from "../kernel/wait.ts";
import { begin, resultOf } from "./call.ts";
import type { Calls, Service } from "./service.ts";
import { stub } from "./stub.ts";

/** How to call a service on another rank. */
export interface RemoteOptions {
  /** The longest wait for each answer, ms; the call may be carried out all the same. Default: as long as the rank lives. */
  readonly timeoutMs?: number | undefined;
}

/** The calls of a service as functions here; each waits for its result. */
export type Remote<S extends Calls<S>> = {
  readonly [M in keyof S]: (...args: Parameters<S[M]>) => ReturnType<S[M]>;
};

/**
 * A service on another rank (or on this one), to be called like an object here. Arguments and results are copies.
 * A call waits until the rank serves it: also when it begins to do so later.
 *
 * @throws VnetosError from `remote` `bad-request` for a wrong rank or time. From the calls: `RemoteError` for what
 * the service has thrown, `timeout`, `not-found`, `bad-request` for arguments that JSON cannot carry, and what tells
 * that the rank is gone.
 *
 * ```ts
 * const there = remote(calculator, 3, { timeoutMs: 500 });
 * console.log(there.add(1, 2));
 * ```
 */
export function remote<S extends Calls<S>>(
  service: Service<S>,
  to: number,
  options: RemoteOptions = {},
): Remote<S> {
  const { timeoutMs } = options;
  checkRank("remote(to)", to);
  if (timeoutMs !== undefined) checkMs("remote(timeoutMs)", timeoutMs);
  return stub<Remote<S>>((method, args) => {
    const asked = begin(service.name, to, method, args);
    awaitAnswer(asked, deadlineIn(timeoutMs));
    return resultOf(asked, timeoutMs);
  });
}
