import type * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { callRuntime, isAmbient } from "./ambient-call.ts";

/** `Date` is a class of the runtime: TypeScriptToLua knows it not. */
export function useClass(node: ts.Identifier, context: lua.TransformationContext): void {
  if (node.text === "Date" && isAmbient(node, "DateConstructor", context))
    (context.usedLuaLibFeatures as Set<string>).add("Date");
}

/** Functions that stand alone and are parts of the runtime, by the name of their type in declarations/. */
const FUNCTIONS = ["QueueMicrotask", "StructuredClone"];

/** `structuredClone(value)`, `queueMicrotask(action)`; undefined: it is neither. */
export function aloneCall(
  node: ts.CallExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  const [value] = node.arguments;
  const part = FUNCTIONS.find((name) => isAmbient(node.expression, name, context));
  if (!value || part === undefined) return undefined;
  return callRuntime(part, [context.transformExpression(value)], node, context);
}
