import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { isAlways } from "./type-parts.ts";

/** Remainders that Lua's own operator gives exactly: of whole numbers from 0 to 2 ** 53, by a literal. */
export const PLAIN_REMAINDERS: WeakSet<lua.Node> = new WeakSet();

/** Beyond these a loop or a list does not come. */
const LOOP_BITS = 45;
const LENGTH_BITS = 32;
const EXACT_BITS = 53;

/** `i % 3` where `i` counts a loop; undefined: both sides are not known to be whole and without a sign. */
export function wholeRemainder(
  node: ts.BinaryExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  if (node.operatorToken.kind !== ts.SyntaxKind.PercentToken) return undefined;
  if (!isDivisor(node.right) || bitsOf(node.left, context.checker) > EXACT_BITS) return undefined;
  const remainder = lua.createBinaryExpression(
    context.transformExpression(node.left),
    context.transformExpression(node.right),
    lua.SyntaxKind.ModuloOperator,
    node,
  );
  PLAIN_REMAINDERS.add(remainder);
  return remainder;
}

function isDivisor(node: ts.Expression): boolean {
  return literalBits(node) <= EXACT_BITS && Number(node.getText()) > 0;
}

/** How many bits hold every value that it can have, a whole number from 0; Infinity: it may be another. */
function bitsOf(node: ts.Expression, checker: ts.TypeChecker): number {
  if (ts.isParenthesizedExpression(node)) return bitsOf(node.expression, checker);
  if (ts.isNumericLiteral(node)) return literalBits(node);
  if (ts.isIdentifier(node))
    return countsLoop(node, checker) ? LOOP_BITS : Number.POSITIVE_INFINITY;
  if (ts.isPropertyAccessExpression(node))
    return isLength(node, checker) ? LENGTH_BITS : Number.POSITIVE_INFINITY;
  if (!ts.isBinaryExpression(node)) return Number.POSITIVE_INFINITY;
  const [left, right] = [bitsOf(node.left, checker), bitsOf(node.right, checker)];
  if (node.operatorToken.kind === ts.SyntaxKind.PlusToken) return Math.max(left, right) + 1;
  if (node.operatorToken.kind === ts.SyntaxKind.AsteriskToken) return left + right;
  return Number.POSITIVE_INFINITY;
}

function literalBits(node: ts.Expression): number {
  const value = ts.isNumericLiteral(node) ? Number(node.text) : Number.NaN;
  return Number.isSafeInteger(value) ? Math.ceil(Math.log2(value + 1)) : Number.POSITIVE_INFINITY;
}

function isLength(node: ts.PropertyAccessExpression, checker: ts.TypeChecker): boolean {
  if (node.name.text !== "length") return false;
  const type = checker.getTypeAtLocation(node.expression);
  if (type.flags & ts.TypeFlags.Any) return false;
  return checker.isArrayLikeType(type) || isAlways(type, ts.TypeFlags.StringLike);
}

/** Begins at a whole number from 0 and only grows, by whole numbers, in the head of its loop. */
function countsLoop(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer)
    return false;
  const loop = declaration.parent.parent;
  if (!ts.isForStatement(loop) || literalBits(declaration.initializer) > LENGTH_BITS) return false;
  const { text } = node;
  return (
    loop.incrementor !== undefined &&
    isStep(loop.incrementor, text) &&
    !(loop.condition && isChanged(loop.condition, text)) &&
    !isChanged(declaration.parent, text) &&
    !isChanged(loop.statement, text)
  );
}

function isStep(node: ts.Expression, name: string): boolean {
  if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.PlusPlusToken && node.operand.getText() === name;
  if (!ts.isBinaryExpression(node) || node.left.getText() !== name) return false;
  return node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken && literalBits(node.right) <= 5;
}

/** Assigned, stepped, or filled by a pattern. */
function isChanged(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name && isWritten(node)) return true;
  return ts.forEachChild(node, (child) => isChanged(child, name) || undefined) ?? false;
}

function isWritten(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPostfixUnaryExpression(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent))
    return [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(parent.operator);
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent))
    return parent.initializer === node;
  if (ts.isBinaryExpression(parent)) return parent.left === node && isAssignment(parent);
  return isPartOfPattern(parent) && isWritten(parent);
}

function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isPartOfPattern(node: ts.Node): boolean {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node)
  );
}
