import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { callRuntime } from "./ambient-call.ts";
import { isInherited } from "./inherited-keys.ts";
import { partsOf } from "./type-parts.ts";

/** `key in object`: also true where the value is undefined. Plain Lua where the types say that it never is. */
export const inVisitor: lua.FunctionVisitor<ts.BinaryExpression> = (node, context) => {
  const plain = context.superTransformExpression(node);
  if (node.operatorToken.kind !== ts.SyntaxKind.InKeyword) return plain;
  if (ts.isStringLiteral(node.left) && isThereOrNot(node.left.text, node.right, context.checker))
    return plain;
  const access = lua.isBinaryExpression(plain) ? plain.left : undefined;
  if (!access || !lua.isTableIndexExpression(access)) return plain;
  return callRuntime("In", [access.index, access.table], node, context);
};

/** Each type of the union has the property with a value, or has none of that name. */
function isThereOrNot(key: string, object: ts.Expression, checker: ts.TypeChecker): boolean {
  if (isInherited(key)) return false;
  const type = checker.getTypeAtLocation(object);
  return partsOf(type).every((part) => {
    if ((part.flags & ts.TypeFlags.Object) === 0 || checker.getIndexInfosOfType(part).length > 0)
      return false;
    const property = checker.getPropertyOfType(part, key);
    if (!property) return type.isUnion();
    return !mayBeUndefined(checker.getTypeOfSymbol(property));
  });
}

export function mayBeUndefined(type: ts.Type): boolean {
  const open = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter;
  const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;
  return partsOf(type).some((part) => (part.flags & (open | nothing)) !== 0);
}

/** `object.hasOwnProperty(key)`; undefined: it is not that. */
export function hasOwnCall(
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  if (access.name.text !== "hasOwnProperty") return undefined;
  const [key] = node.arguments;
  if (!key) return undefined;
  const params = [access.expression, key].map((part) => context.transformExpression(part));
  return callRuntime("HasOwn", params, node, context);
}
