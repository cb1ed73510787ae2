import * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { callRuntime, isAmbient } from "./ambient-call.ts";

/** `x instanceof Class`, where the class has no test of its own. Undefined: it is not that. */
export function classTest(
  node: ts.BinaryExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  if (node.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword) return undefined;
  if (!isPlainClass(node.right, context)) return undefined;
  const value = context.transformExpression(node.left);
  const own = context.transformExpression(node.right);
  return callRuntime("MadeBy", [value, own], node, context);
}

function isPlainClass(node: ts.Expression, { checker }: lua.TransformationContext): boolean {
  if (!ts.isIdentifier(node)) return false;
  const found = checker.getSymbolAtLocation(node);
  const symbol =
    found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  if (!symbol || !(symbol.flags & ts.SymbolFlags.Class)) return false;
  const statics = checker.getPropertiesOfType(checker.getTypeOfSymbol(symbol));
  return !statics.some(({ name }) => name.startsWith("__@hasInstance"));
}

/** `x instanceof Array`: arrays have no class. Undefined: it is not that. */
export function arrayTest(
  node: ts.BinaryExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  if (node.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword) return undefined;
  if (!isAmbient(node.right, "ArrayConstructor", context)) return undefined;
  return callRuntime("ArrayIsArray", [context.transformExpression(node.left)], node, context);
}
