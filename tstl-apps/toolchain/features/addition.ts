import * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { transformOrderedExpressions } from "typescript-to-lua/dist/transformation/visitors/expression-list.js";
import { callRuntime } from "./ambient-call.ts";
import { mayBeObject, noteOpenText } from "./open-values.ts";
import { isAlways } from "./type-parts.ts";

/** `a + b` where the types leave open whether numbers are added or texts joined; undefined: they tell. */
export function openAddition(
  node: ts.BinaryExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  if (node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const operands = [node.left, node.right];
  const types = operands.map((part) => context.checker.getTypeAtLocation(part));
  if (!isOpenSum(types) && !operands.some((part) => mayBeObject(part, context.checker)))
    return undefined;
  for (const operand of operands) noteOpenText(operand, context);
  const params = transformOrderedExpressions(context, [node.left, node.right]);
  return callRuntime("Add", params, node, context);
}

/** `text += x` where x may be an object: it is its valueOf there. */
export function openAppending(
  context: lua.TransformationContext,
  params: lua.Expression[],
  operator: ts.SyntaxKind,
  node: ts.Node,
): lua.Expression | undefined {
  if (operator !== ts.SyntaxKind.PlusToken || !ts.isBinaryExpression(node)) return undefined;
  if (node.operatorToken.kind !== ts.SyntaxKind.PlusEqualsToken) return undefined;
  if (!mayBeObject(node.right, context.checker)) return undefined;
  noteOpenText(node.right, context);
  return callRuntime("Add", params, node, context);
}

/** Neither is a text for sure, nor are both numbers. */
export function isOpenSum(types: readonly ts.Type[]): boolean {
  if (types.some((type) => isAlways(type, ts.TypeFlags.StringLike))) return false;
  return !types.every((type) => isAlways(type, ts.TypeFlags.NumberLike | ts.TypeFlags.EnumLike));
}
