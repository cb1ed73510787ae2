import { checkMs, checkRank } from "../check-arguments.ts";
import { type Asked, awaitSettled, isSettled } from "../kernel/ask.ts";
import { pause } from "../kernel/fiber.ts";
import { deadlineIn } from "../kernel/wait.ts";
import { begin, resultOf } from "./call.ts";
import type { Calls, Service } from "./service.ts";
import { stub } from "./stub.ts";

/** A result that comes later. */
export interface Future<T> {
  /**
   * Waits for the result, at most `timeoutMs` (default: as long as the rank lives). Throws what the call throws;
   * after a `timeout` it may be asked again.
   */
  wait(timeoutMs?: number): T;
  /** True when `wait` would not wait. */
  test(): boolean;
}

/** The calls of a service as functions here; each gives a future at once. */
export type Started<S extends Calls<S>> = {
  readonly [M in keyof S]: (...args: Parameters<S[M]>) => Future<ReturnType<S[M]>>;
};

/**
 * A service on another rank as `remote` gives it, but calls do not wait: they give futures, so that several ranks
 * can work at the same time.
 *
 * @throws VnetosError `bad-request` for a wrong rank. `wait` throws what calls of `remote` throw.
 *
 * ```ts
 * const sums = [1, 2, 3].map((to) => start(calculator, to).add(to, 10));
 * for (const sum of sums) console.log(sum.wait());
 * ```
 */
export function start<S extends Calls<S>>(service: Service<S>, to: number): Started<S> {
  checkRank("start(to)", to);
  return stub<Started<S>>((method, args) => futureOf(begin(service.name, to, method, args)));
}

function futureOf<T>(asked: Asked): Future<T> {
  return {
    wait: (timeoutMs) => {
      if (timeoutMs !== undefined) checkMs("wait(timeoutMs)", timeoutMs);
      awaitSettled(asked, deadlineIn(timeoutMs));
      return resultOf<T>(asked, timeoutMs);
    },
    test: () => {
      pause();
      return isSettled(asked);
    },
  };
}
