import type { BoardHost } from "../../host.ts";
import type { NativeTable } from "../../vm/lua-vm.ts";
import { afterAnyTime } from "../wait.ts";

/** sleep, now, random32. */
export function timeNatives(host: BoardHost): NativeTable {
  return {
    sleep: (call) => {
      const ms = call.number(1);
      const delayMs = Math.max(0, ms || 0);
      return {
        kind: "sleeping",
        begin: (done) => afterAnyTime(host, delayMs, () => done([])),
      };
    },
    now: () => [host.now()],
    random32: () => [host.random(4).reduce((value, byte) => value * 256 + byte, 0)],
  };
}
