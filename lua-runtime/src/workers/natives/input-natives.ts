import type { BoardHost } from "../../host.ts";
import type { NativeTable } from "../../vm/lua-vm.ts";
import type { NativeResults } from "../../vm/native-call.ts";
import type { InputQueue } from "../input-queue.ts";
import { waitAtMost } from "../wait.ts";

/** input. */
export function inputNatives(host: BoardHost, input: InputQueue): NativeTable {
  const next = (): NativeResults | undefined => {
    const part = input.take();
    if (part === undefined) return undefined;
    return part === "end" ? [undefined] : [part.text];
  };
  return {
    input: (call) => {
      const timeoutMs = call.optionalNumber(1, -1);
      const message = `no input within ${timeoutMs} ms`;
      return (
        next() ??
        waitAtMost(host, { kind: "input", timeoutMs, message }, (done) => {
          input.onInput = () => {
            const results = next();
            if (results === undefined) return;
            input.onInput = undefined;
            done(results);
          };
          return () => {
            input.onInput = undefined;
          };
        })
      );
    },
  };
}
