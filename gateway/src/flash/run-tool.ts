import { spawn } from "node:child_process";

export interface ToolEnd {
  /** Null: ended by a signal. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Longest output of each stream that is kept, characters: its end, where the fault is told. */
const KEPT_CHARS = 1_000_000;

/** Runs a program to its end. @throws the system's error when it cannot be started, an AbortError at the signal */
export function runTool(
  program: string,
  args: readonly string[],
  options: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<ToolEnd> {
  return new Promise((resolve, reject) => {
    const { signal, timeoutMs } = options;
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      signal,
      timeout: timeoutMs,
    });
    const text = { out: "", err: "" };
    const collect = (stream: "out" | "err") => (chunk: string) => {
      text[stream] = (text[stream] + chunk).slice(-KEPT_CHARS);
    };
    child.stdout.setEncoding("utf8").on("data", collect("out"));
    child.stderr.setEncoding("utf8").on("data", collect("err"));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...text }));
  });
}
