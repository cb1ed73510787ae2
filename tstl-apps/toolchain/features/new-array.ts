import * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { callRuntime, isAmbient } from "./ambient-call.ts";

/** `new Array(length).fill(value)`: without the fill it would be holes. Undefined: it is not that. */
export function filledArray(
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  const length = lengthOf(node, access, context);
  const [value] = node.arguments;
  if (!length || !value) return undefined;
  const params = [length, value].map((part) => context.transformExpression(part));
  return callRuntime("ArrayOfLength", params, node, context);
}

function lengthOf(
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  context: lua.TransformationContext,
): ts.Expression | undefined {
  const made = access.expression;
  if (access.name.text !== "fill" || node.arguments.length !== 1) return undefined;
  if (!ts.isNewExpression(made) && !ts.isCallExpression(made)) return undefined;
  if (made.arguments?.length !== 1 || !isAmbient(made.expression, "ArrayConstructor", context))
    return undefined;
  return made.arguments[0];
}
