import type * as lua from "typescript-to-lua";
import { type AmbientCall, callRuntime } from "./ambient-call.ts";

/** The board's own JSON, and what JavaScript's can besides. */
export const jsonCall: AmbientCall = (name, params, node, context) => {
  if (name !== "parse") return callRuntime("JsonStringify", params, node, context);
  const [text, reviver] = params as [lua.Expression, lua.Expression?];
  const value = callRuntime("JsonParse", [text], node, context);
  return reviver ? callRuntime("JsonRevive", [value, reviver], node, context) : value;
};
