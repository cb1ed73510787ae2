import type * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { callRuntime, isAmbient } from "./ambient-call.ts";

/** `Date` is a class of the runtime: TypeScriptToLua knows it not. */
export function useClass(node: ts.Identifier, context: lua.TransformationContext): void {
  if (node.text === "Date" && isAmbient(node, "DateConstructor", context))
    (context.usedLuaLibFeatures as Set<string>).add("Date");
}

/** `structuredClone(value)`; undefined: it is not that. */
export function cloneCall(
  node: ts.CallExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  const [value] = node.arguments;
  if (!value || !isAmbient(node.expression, "StructuredClone", context)) return undefined;
  return callRuntime("StructuredClone", [context.transformExpression(value)], node, context);
}
