import type * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { isAmbient } from "./ambient-call.ts";
import { truthy } from "./truthiness.ts";

/** `Boolean(x)` as `not not x`; undefined: it is not that. */
export function booleanCall(
  node: ts.CallExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  const [argument] = node.arguments;
  if (!argument || !isAmbient(node.expression, "BooleanConstructor", context)) return undefined;
  const test = truthy(context.transformExpression(argument), argument, context);
  const negated = lua.createUnaryExpression(test, lua.SyntaxKind.NotOperator);
  return lua.createUnaryExpression(negated, lua.SyntaxKind.NotOperator, node);
}
