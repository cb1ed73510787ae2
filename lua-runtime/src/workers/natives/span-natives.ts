import type { BoardHost } from "../../host.ts";
import type { NativeTable } from "../../vm/lua-vm.ts";
import type { WorkerTrace } from "../trace/index.ts";

/** tracing, span, endSpan: names for stretches of a program's time. Without a trace they do nothing. */
export function spanNatives(host: BoardHost, trace: WorkerTrace | undefined): NativeTable {
  return {
    tracing: trace !== undefined,
    span: (call) => {
      const name = call.text(1);
      return [trace?.beginSpan(name, host.now()) ?? 0];
    },
    endSpan: (call) => {
      const number = call.number(1);
      trace?.endSpan(number, host.now());
      return [];
    },
  };
}
