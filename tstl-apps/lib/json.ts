import { granted } from "./granted.ts";
import { VnetosError } from "./vnetos-error.ts";

/** A value as JSON text. `call` names call and argument for the error: `send(value)`. */
export function encode(call: string, value: unknown): string {
  const [text, code, message] = __vnetos.encode(value);
  return granted(call, text, code, message);
}

/** The value of a text that `encode` has made. */
export function decode<T>(text: string): T {
  const [value, code, message] = __vnetos.decode(text);
  // JSON's null is Lua's nil, the program's undefined: only a failure has a code.
  if (code !== undefined) throw new VnetosError(code, `a message is no JSON: ${message}`);
  return value as T;
}
