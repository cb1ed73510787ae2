import * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { transformAssignment } from "typescript-to-lua/dist/transformation/visitors/binary-expression/assignments.js";
import { transformOrderedExpressions } from "typescript-to-lua/dist/transformation/visitors/expression-list.js";
import { callRuntime } from "./ambient-call.ts";
import { BIT_OPERATORS } from "./bit-range.ts";
import { isWholeBelow } from "./whole-range.ts";

/** LuaJIT's library takes what is smaller. */
const MOST = 2 ** 51;

/** A bit operator of numbers that are known to be whole needs to ask nothing. Undefined: not known, or no such operator. */
export function wholeBits(
  node: ts.BinaryExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  return isAssignment(node) ? undefined : bitsOf(node, context);
}

/** `x ^= x << 13` as a statement, for a variable. */
export function wholeBitsStatement(
  { expression }: ts.ExpressionStatement,
  context: lua.TransformationContext,
): lua.Statement[] | undefined {
  if (!ts.isBinaryExpression(expression) || !isAssignment(expression)) return undefined;
  if (!ts.isIdentifier(expression.left)) return undefined;
  const value = bitsOf(expression, context);
  return value && transformAssignment(context, expression.left, value);
}

function bitsOf(
  { left, right, operatorToken }: ts.BinaryExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  const name = BIT_OPERATORS[operatorToken.kind];
  const isKnown = (node: ts.Expression) => isWholeBelow(MOST, node, context.checker);
  if (name === undefined || !isKnown(left) || !isKnown(right)) return undefined;
  const operands = transformOrderedExpressions(context, [left, right]);
  return callRuntime(`Whole${name}`, operands, left.parent, context);
}

function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
