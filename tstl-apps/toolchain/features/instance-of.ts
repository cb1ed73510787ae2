import * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { callRuntime, isAmbient } from "./ambient-call.ts";

/** `x instanceof Array`: arrays have no class. Undefined: it is not that. */
export function arrayTest(
  node: ts.BinaryExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  if (node.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword) return undefined;
  if (!isAmbient(node.right, "ArrayConstructor", context)) return undefined;
  return callRuntime("ArrayIsArray", [context.transformExpression(node.left)], node, context);
}
