import * as ts from "typescript";
import { isAlways } from "./type-parts.ts";

const { AsteriskToken, MinusToken, PlusToken, SlashToken } = ts.SyntaxKind;

/** What tells -0 from 0: all but an index, a comparison, and a sum with another number than -0. */
export function tellsMinusZero(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const { parent } = node;
  if (!parent) return true;
  if (ts.isParenthesizedExpression(parent)) return tellsMinusZero(parent, checker);
  if (ts.isElementAccessExpression(parent)) return parent.argumentExpression !== node;
  if (!ts.isBinaryExpression(parent)) return true;
  const { kind } = parent.operatorToken;
  if (COMPARISONS.has(kind)) return false;
  if (kind !== PlusToken && kind !== MinusToken) return true;
  if (kind === MinusToken && parent.right === node) return true;
  return !isNeverMinusZero(parent.left === node ? parent.right : parent.left, checker);
}

const COMPARISONS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);

/** Whether a number is certainly not -0: a literal, a length, a chance, and what is made of such by +, * and /. */
export function isNeverMinusZero(node: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isParenthesizedExpression(node)) return isNeverMinusZero(node.expression, checker);
  if (ts.isNumericLiteral(node)) return true;
  if (ts.isPropertyAccessExpression(node))
    return node.name.text === "length" && hasLength(node.expression, checker);
  if (ts.isCallExpression(node)) return /^Math\.(random|abs)$/.test(node.expression.getText());
  if (!ts.isBinaryExpression(node)) return false;
  const { left, right, operatorToken } = node;
  const never = [left, right].map((part) => isNeverMinusZero(part, checker));
  if (operatorToken.kind === PlusToken) return never[0] === true || never[1] === true;
  if (operatorToken.kind === MinusToken) return never[0] === true;
  if (operatorToken.kind === SlashToken && ts.isNumericLiteral(right)) return never[0] === true;
  const isProduct = operatorToken.kind === AsteriskToken || operatorToken.kind === SlashToken;
  return isProduct && [left, right].every((part) => isPositive(part, checker));
}

/** 0 or more, and not -0. */
function isPositive(node: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isParenthesizedExpression(node)) return isPositive(node.expression, checker);
  if (!ts.isBinaryExpression(node)) return isNeverMinusZero(node, checker);
  const { left, right, operatorToken } = node;
  const isSum = [PlusToken, AsteriskToken, SlashToken].some((kind) => kind === operatorToken.kind);
  return isSum && isPositive(left, checker) && isPositive(right, checker);
}

function hasLength(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const type = checker.getTypeAtLocation(node);
  return checker.isArrayLikeType(type) || isAlways(type, ts.TypeFlags.StringLike);
}
