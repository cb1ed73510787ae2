import type { NativeTable } from "../../vm/lua-vm.ts";
import { failure } from "../../vm/native-call.ts";
import type { OutputQueue } from "../output-queue.ts";

/** Longest part of a file, characters of base64: it has to fit into one answer. */
export const FILE_PART_CHARACTERS = 49_152;

/** write, file. */
export function outputNatives(output: OutputQueue): NativeTable {
  return {
    write: (call) => {
      const stream = call.text(1);
      if (stream !== "out" && stream !== "err") return call.refuse(1, `"out" or "err" expected`);
      output.write(stream, call.bytes(2));
      return [];
    },
    file: (call) => {
      const name = call.text(1);
      const base64 = call.text(2);
      if (base64.length > FILE_PART_CHARACTERS)
        return failure(
          "too-large",
          `file "${name}": a part of ${base64.length} characters, at most ${FILE_PART_CHARACTERS} go at once`,
        );
      output.file(name, base64, call.boolean(3));
      return [true];
    },
  };
}
