import { compile } from "./compile.ts";
import { bytesOf } from "./text.ts";

/** Does the Lua text load? Nothing of it is run. The answer is the first fault. */
export function checkProgram(
  text: string | Uint8Array,
): { line: number; message: string } | undefined {
  const fault = compile(typeof text === "string" ? bytesOf(text) : text, "program");
  if (typeof fault !== "string") return undefined;
  const [, line, message] = /^program:(\d+): (.*)$/s.exec(fault) ?? [];
  return { line: Number(line ?? 1), message: message ?? fault };
}
