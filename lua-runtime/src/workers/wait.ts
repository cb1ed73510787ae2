import type { BoardHost } from "../host.ts";
import { failure, type NativeResults, type Wait, type WaitKind } from "../vm/native-call.ts";

/** A longer delay is waited for in steps: hosts fire such timers at once. */
const LONGEST_STEP_MS = 1_000_000_000;

/** Like BoardHost.after, for any delay. */
export function afterAnyTime(host: BoardHost, delayMs: number, callback: () => void): () => void {
  let cancel: () => void;
  const step = (leftMs: number) => {
    cancel =
      leftMs > LONGEST_STEP_MS
        ? host.after(LONGEST_STEP_MS, () => step(leftMs - LONGEST_STEP_MS))
        : host.after(leftMs, callback);
  };
  step(delayMs);
  return () => cancel();
}

/**
 * A wait that ends by `begin`'s callback or after `timeoutMs` (negative: never) with `nil, "timeout", message`.
 * `begin` answers how to give up.
 */
export function waitAtMost(
  host: BoardHost,
  { kind, timeoutMs, message }: { kind: WaitKind; timeoutMs: number; message: string },
  begin: (done: (results: NativeResults) => void) => () => void,
): Wait {
  return {
    kind,
    begin(done) {
      let over = false;
      let giveUp = () => {};
      let cancelTimer = () => {};
      const finish = (results: NativeResults) => {
        if (over) return;
        over = true;
        cancelTimer();
        done(results);
      };
      giveUp = begin(finish);
      const expire = () => {
        giveUp();
        finish(failure("timeout", message));
      };
      if (!over && timeoutMs >= 0) cancelTimer = afterAnyTime(host, timeoutMs, expire);
      return () => {
        over = true;
        cancelTimer();
        giveUp();
      };
    },
  };
}
