import { type ErrorCode, VnetosError } from "#protocol";
import type { ProgressStream as TextStream } from "./progress.ts";
import { styleFor } from "./style.ts";

/** Exit codes of every command. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** What to do next, for the codes where that is not in the message already. */
const HINTS: Partial<Record<ErrorCode, string>> = {
  "wrong-key": "the key is that of another node, or of this node before it was given a new one",
  "sealed-required": "give its key with --key-file",
  "unsupported-version": "bring both sides to the same version of VNetOS",
  internal: "a fault of VNetOS itself: please report it; VNETOS_DEBUG=1 shows where it happened",
};

/** An error as people read it: one line, with what to do where that is not in the message. */
export function failureLine(error: unknown): string {
  const code = codeOf(error);
  const hint = code && HINTS[code];
  const line = `vnetos: ${oneLine(messageOf(error))}`;
  return hint === undefined ? line : `${line} (${hint})`;
}

/** Tells an error on standard error. Answer: the exit code that goes with it. */
export function reportFailure(error: unknown, stream: TextStream = process.stderr): number {
  const style = styleFor(stream);
  stream.write(`${style.red(failureLine(error))}\n`);
  if (process.env.VNETOS_DEBUG && error instanceof Error) stream.write(`${error.stack}\n`);
  return isUsage(error) ? EXIT.usage : EXIT.failed;
}

/** Undefined: an error of another list, whose message says all. What is in no list is a fault of ours. */
function codeOf(error: unknown): ErrorCode | undefined {
  if (error instanceof VnetosError) return error.code;
  return isUsage(error) || isSystemError(error) ? undefined : "internal";
}

function messageOf(error: unknown): string {
  if (error instanceof Error && error.message !== "") return error.message;
  return error instanceof Error ? error.name : String(error);
}

/** Names in messages come from files and boards: none of them may drive the terminal. */
function oneLine(text: string): string {
  const joined = text.trim().replace(/\s*[\r\n]+\s*/g, " ");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return joined.replace(/[\u0000-\u001f\u007f-\u009f]/g, "\ufffd");
}

/** Of the command line's parser. */
function isUsage(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && code.startsWith("commander.");
}

/** Of the operating system: its message names the file or address. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
