import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { libraryField } from "../lua-names.ts";
import { callRuntime } from "./ambient-call.ts";

/** `numbers.join()`: Lua's own joining is right for texts only. Undefined: it is not that. */
export function joinCall(
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  if (access.name.text !== "join") return undefined;
  const plain = context.superTransformExpression(node);
  if (!lua.isCallExpression(plain) || libraryField(plain.expression, "table") !== "concat")
    return plain;
  const list = context.checker.getTypeAtLocation(access.expression);
  const item = context.checker.getIndexTypeOfType(list, ts.IndexKind.Number);
  if (item && item.flags & ts.TypeFlags.StringLike) return plain;
  return callRuntime("ArrayJoin", plain.params, node, context);
}
