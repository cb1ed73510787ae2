import { type Asked, ask } from "../kernel/ask.ts";
import { rankName } from "../rank-name.ts";
import { VnetosError } from "../vnetos-error.ts";
import "./implementations.ts";
import { CONTEXT, decodeOutcome, encodeArguments } from "./wire.ts";

/** Makes a call and does not wait for its result. */
export function begin(name: string, to: number, method: string, args: readonly unknown[]): Asked {
  const call = `${name}.${method}`;
  return ask(CONTEXT, to, `${name} ${method}`, encodeArguments(call, args), call);
}

/** What came of a call that was waited for at most `timeoutMs`. */
export function resultOf<T>(asked: Asked, timeoutMs: number | undefined): T {
  const { answer, error, to, what } = asked;
  if (error !== undefined) throw error;
  if (answer !== undefined) return decodeOutcome<T>(what, to, answer);
  throw new VnetosError(
    "timeout",
    `${what}: no answer from ${rankName(to)} within ${timeoutMs} ms`,
  );
}
