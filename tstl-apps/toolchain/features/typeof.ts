import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { callRuntime } from "./ambient-call.ts";

/**
 * `typeof x === "object"`, where the type leaves it open whether x is a class, a symbol or a function with fields.
 * Undefined: it is not that.
 */
export function openTypeof(
  node: ts.BinaryExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  const [test, text] = ts.isTypeOfExpression(node.left)
    ? [node.left, node.right]
    : [node.right, node.left];
  if (!ts.isTypeOfExpression(test) || !ts.isStringLiteralLike(text)) return undefined;
  const operator = OPERATORS[node.operatorToken.kind];
  if (operator === undefined || !needsRuntime(test, text.text, context.checker)) return undefined;
  const left = context.transformExpression(test);
  return lua.createBinaryExpression(left, lua.createStringLiteral(text.text), operator, node);
}

const OPERATORS: Readonly<Record<number, lua.BinaryOperator>> = {
  [ts.SyntaxKind.EqualsEqualsToken]: lua.SyntaxKind.EqualityOperator,
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: lua.SyntaxKind.EqualityOperator,
  [ts.SyntaxKind.ExclamationEqualsToken]: lua.SyntaxKind.InequalityOperator,
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: lua.SyntaxKind.InequalityOperator,
};

function needsRuntime(test: ts.TypeOfExpression, text: string, checker: ts.TypeChecker): boolean {
  if (text === "symbol") return true;
  if (text !== "object" && text !== "function") return false;
  // What objects inherit is a function, whatever the values of a record are.
  if (ts.isElementAccessExpression(test.expression)) return true;
  return isOpen(checker.getTypeAtLocation(test.expression));
}

/** A table in Lua that is no object, or may be one. */
function isOpen(type: ts.Type): boolean {
  const { Any, Unknown, ESSymbolLike, TypeParameter, NonPrimitive } = ts.TypeFlags;
  if (type.isUnionOrIntersection()) return type.types.some(isOpen);
  if (type.flags & (Any | Unknown | ESSymbolLike | TypeParameter | NonPrimitive)) return true;
  if (type.getConstructSignatures().length > 0) return true;
  const { name } = type.symbol ?? {};
  if (type.getCallSignatures().length > 0) return type.getProperties().length > 0;
  return type.getProperties().length === 0 || name === "Object" || name === "Function";
}

export const typeofVisitor: lua.FunctionVisitor<ts.TypeOfExpression> = (node, context) =>
  callRuntime("TypeOf", [context.transformExpression(node.expression)], node, context);
