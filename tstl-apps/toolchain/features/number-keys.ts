import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { useRuntime } from "./ambient-call.ts";
import { noteInheritedKey } from "./inherited-keys.ts";
import { mayBe } from "./type-parts.ts";

/** Every kind of expression that can stand as a key. */
const KINDS = [
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.ElementAccessExpression,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.BinaryExpression,
  ts.SyntaxKind.PrefixUnaryExpression,
  ts.SyntaxKind.PostfixUnaryExpression,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.ParenthesizedExpression,
  ts.SyntaxKind.AsExpression,
  ts.SyntaxKind.NonNullExpression,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.TemplateExpression,
] as const;

/** Numbers as keys of objects are texts: `counts[7]` and `counts["7"]` are one. */
const keyVisitor: lua.FunctionVisitor<ts.Expression> = (node, context) => {
  const key = context.superTransformExpression(node);
  if (!isObjectKey(node, context.checker)) return key;
  noteInheritedKey(node, context);
  if (ts.isStringLiteralLike(node)) return key;
  if (ts.isNumericLiteral(node)) return lua.createStringLiteral(String(Number(node.text)), node);
  if (!mayBe(context.checker.getTypeAtLocation(node), ts.TypeFlags.NumberLike)) return key;
  return lua.createTableIndexExpression(useRuntime("KeyText", node, context), key, node);
};

export const KEY_VISITORS: lua.Visitors = Object.fromEntries(
  KINDS.map((kind) => [kind, keyVisitor]),
);

/** `[node]` of anything but an array, a string or an enum, and a name in an object literal. */
function isObjectKey(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (ts.isComputedPropertyName(parent)) return ts.isObjectLiteralExpression(parent.parent.parent);
  if (ts.isPropertyAssignment(parent) && parent.name === node) return true;
  if (!ts.isElementAccessExpression(parent) || parent.argumentExpression !== node) return false;
  return isRecord(checker.getTypeAtLocation(parent.expression), checker);
}

function isRecord(type: ts.Type, checker: ts.TypeChecker): boolean {
  const constraint = checker.getBaseConstraintOfType(type) ?? type;
  const parts = constraint.isUnion() ? constraint.types : [constraint];
  return parts.every(
    (part) =>
      (part.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 &&
      !checker.isArrayLikeType(part) &&
      !(part.symbol && part.symbol.flags & ts.SymbolFlags.Enum),
  );
}
