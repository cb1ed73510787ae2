import { type AmbientCall, callRuntime } from "./ambient-call.ts";

/** The board's own JSON. */
export const jsonCall: AmbientCall = (name, params, node, context) =>
  callRuntime(name === "parse" ? "JsonParse" : "JsonStringify", params, node, context);
