import { decode, encode } from "../json.ts";
import { rankName } from "../rank-name.ts";
import { VnetosError } from "../vnetos-error.ts";
import { RemoteError } from "./remote-error.ts";

// A question's kind is `service method`, its body the list of arguments. An answer's body is what came of the call.

/** The context of all calls. */
export const CONTEXT = "rpc";

interface Outcome {
  /** Absent: the call gave undefined, or has thrown. */
  readonly value?: unknown;
  /** What it has thrown. */
  readonly error?: { readonly code: string; readonly name: string; readonly message: string };
}

/** Arguments as text. One that is undefined can only be the last: JSON has no word for it. */
export function encodeArguments(call: string, args: readonly unknown[]): string {
  return encode(`${call}(arguments)`, args);
}

export function encodeResult(call: string, value: unknown): string {
  return encode(`${call}(result)`, { value });
}

/** Anything thrown, as text that becomes a RemoteError. */
export function encodeThrown(thrown: unknown): string {
  if (!(thrown instanceof Error)) {
    const error = { code: "program-error", name: typeof thrown, message: String(thrown) };
    return encode("error", { error });
  }
  const code = thrown instanceof VnetosError ? thrown.code : "program-error";
  return encode("error", { error: { code, name: thrown.name, message: thrown.message } });
}

/** The result, or the error that was thrown by rank `from` in `call`. */
export function decodeOutcome<T>(call: string, from: number, text: string): T {
  const { value, error } = decode<Outcome>(text);
  if (error === undefined) return value as T;
  const { code, name, message } = error;
  throw new RemoteError(code, `${call} on ${rankName(from)}: ${message}`, from, name, message);
}
