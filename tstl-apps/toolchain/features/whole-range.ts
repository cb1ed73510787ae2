import * as ts from "typescript";
import { bitRange, INT32 } from "./bit-range.ts";
import { isAlways } from "./type-parts.ts";
import { isWrittenTo, writesOf } from "./writes.ts";

/** Where a whole number lies, both ends included. */
export interface Range {
  /** From 0: it is never -0. */
  readonly from: number;
  readonly to: number;
  /** NaN may stand for it. */
  readonly mayBeNaN?: boolean;
}

/** Beyond this a loop does not come. */
const LOOP = 2 ** 45;
const LENGTH: Range = { from: 0, to: 2 ** 32 };
const ZERO: Range = { from: 0, to: 0 };
const CHARACTER: Range = { from: 0, to: 0xffff, mayBeNaN: true };
/** Rounds until the values of a variable that is made of itself settle, and variables that rest on each other. */
const MOST_ROUNDS = 4;
const MOST_VARIABLES = 3;

/** What is assumed of variables while it is looked whether that stays true. */
type Assumed = ReadonlyMap<ts.Symbol, Range>;
type Known = Range | undefined;

/** True when it is a whole number between -most and most, and never NaN. */
export function isWholeBelow(most: number, node: ts.Expression, checker: ts.TypeChecker): boolean {
  const range = wholeRange(node, checker);
  return range !== undefined && !range.mayBeNaN && range.from > -most && range.to < most;
}

/** The range of a whole number; undefined: it may be any number. */
export function wholeRange(
  node: ts.Expression,
  checker: ts.TypeChecker,
  assumed: Assumed = new Map(),
): Known {
  const of = (part: ts.Expression) => wholeRange(part, checker, assumed);
  if (ts.isParenthesizedExpression(node)) return of(node.expression);
  if (ts.isNumericLiteral(node)) return ofLiteral(Number(node.text));
  if (ts.isConditionalExpression(node)) return joined(of(node.whenTrue), of(node.whenFalse));
  if (ts.isPrefixUnaryExpression(node)) return ofPrefix(node, of);
  if (ts.isPropertyAccessExpression(node)) return isLength(node, checker) ? LENGTH : undefined;
  if (ts.isCallExpression(node)) return ofCall(node, checker);
  if (ts.isIdentifier(node)) return ofVariable(node, checker, assumed);
  if (!ts.isBinaryExpression(node)) return undefined;
  if (node.operatorToken.kind === ts.SyntaxKind.EqualsToken) return of(node.right);
  const { kind } = node.operatorToken;
  return bitRange(kind) ?? operated(kind, of(node.left), of(node.right));
}

function ofPrefix(
  { operator, operand }: ts.PrefixUnaryExpression,
  of: (part: ts.Expression) => Known,
): Known {
  if (operator === ts.SyntaxKind.TildeToken) return INT32;
  return operator === ts.SyntaxKind.MinusToken
    ? operated(ts.SyntaxKind.MinusToken, ZERO, of(operand))
    : undefined;
}

/** Of `left operator right`, and of `left operator= right`. */
function operated(kind: ts.SyntaxKind, left: Known, right: Known): Known {
  const range = left && right && plainlyOperated(kind, left, right);
  return range && (left.mayBeNaN || right.mayBeNaN) ? { ...range, mayBeNaN: true } : range;
}

function plainlyOperated(kind: ts.SyntaxKind, left: Range, right: Range): Known {
  switch (kind) {
    case ts.SyntaxKind.PlusToken:
    case ts.SyntaxKind.PlusEqualsToken:
      return { from: left.from + right.from, to: left.to + right.to };
    case ts.SyntaxKind.MinusToken:
    case ts.SyntaxKind.MinusEqualsToken:
      return difference(left, right);
    case ts.SyntaxKind.AsteriskToken:
    case ts.SyntaxKind.AsteriskEqualsToken:
      return product(left, right);
    case ts.SyntaxKind.PercentToken:
    case ts.SyntaxKind.PercentEqualsToken:
      return remainder(left, right);
    default:
      return undefined;
  }
}

function ofLiteral(value: number): Known {
  return Number.isSafeInteger(value) ? { from: value, to: value } : undefined;
}

function joined(a: Known, b: Known): Known {
  const all = a && b && { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
  return all && (a.mayBeNaN || b.mayBeNaN) ? { ...all, mayBeNaN: true } : all;
}

/** `0 - x` stands for `-x` as well, which is -0 where x is 0. */
function difference(left: Range, right: Range): Range {
  const from = left.from - right.to;
  return { from: from === 0 ? -1 : from, to: left.to - right.from };
}

/** Of two signs it may be -0. */
function product(a: Range, b: Range): Range {
  const ends = [a.from * b.from, a.from * b.to, a.to * b.from, a.to * b.to];
  const from = a.from < 0 || b.from < 0 ? Math.min(-1, ...ends) : a.from * b.from;
  return { from, to: Math.max(...ends) };
}

function remainder(left: Range, right: Range): Known {
  if (right.from <= 0) return undefined;
  const to = Math.min(Math.max(left.to, 0), right.to - 1);
  return { from: left.from < 0 ? Math.min(-1, 1 - right.to) : 0, to };
}

function isLength(node: ts.PropertyAccessExpression, checker: ts.TypeChecker): boolean {
  if (node.name.text !== "length") return false;
  const type = checker.getTypeAtLocation(node.expression);
  if (type.flags & ts.TypeFlags.Any) return false;
  return checker.isArrayLikeType(type) || isAlways(type, ts.TypeFlags.StringLike);
}

function ofCall({ expression }: ts.CallExpression, checker: ts.TypeChecker): Known {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== "charCodeAt")
    return undefined;
  const type = checker.getTypeAtLocation(expression.expression);
  return isAlways(type, ts.TypeFlags.StringLike) ? CHARACTER : undefined;
}

function ofVariable(node: ts.Identifier, checker: ts.TypeChecker, assumed: Assumed): Known {
  const symbol = checker.getSymbolAtLocation(node);
  const declaration = symbol?.valueDeclaration;
  if (!symbol || !declaration || !ts.isVariableDeclaration(declaration)) return undefined;
  const already = assumed.get(symbol);
  if (already || !declaration.initializer || !ts.isIdentifier(declaration.name)) return already;
  if (assumed.size >= MOST_VARIABLES) return undefined;
  return (
    ofCounter(declaration, node.text, checker, assumed) ??
    settled(declaration, symbol, checker, assumed)
  );
}

/** All that is assigned to it, under what it is assumed to be, must be that again. */
function settled(
  declaration: ts.VariableDeclaration,
  symbol: ts.Symbol,
  checker: ts.TypeChecker,
  assumed: Assumed,
): Known {
  const writes = writesOf(declaration);
  let range = wholeRange(declaration.initializer as ts.Expression, checker, assumed);
  for (let round = 0; writes && range && round < MOST_ROUNDS; round++) {
    const before: Range = range;
    const within = new Map(assumed).set(symbol, before);
    const values = writes.map((write) => wholeRange(write, checker, within));
    range = values.reduce(joined, before);
    if (range && isSame(range, before)) return range;
  }
  return undefined;
}

function isSame(a: Range, b: Range): boolean {
  return a.from === b.from && a.to === b.to && a.mayBeNaN === b.mayBeNaN;
}

/** Begins at a whole number from 0 and only grows, by whole numbers, in the head of its loop. */
function ofCounter(
  declaration: ts.VariableDeclaration,
  name: string,
  checker: ts.TypeChecker,
  assumed: Assumed,
): Known {
  const loop = declaration.parent.parent;
  if (!ts.isForStatement(loop) || !loop.incrementor) return undefined;
  const first = wholeRange(declaration.initializer as ts.Expression, checker, assumed);
  const step = stepOf(loop.incrementor, name);
  if (!first || first.from < 0 || first.to > LENGTH.to || step === undefined) return undefined;
  const parts = [loop.condition, declaration.parent, loop.statement];
  if (parts.some((part) => part && isWrittenTo(part, name))) return undefined;
  const end = loop.condition && endOf(loop.condition, name, checker, assumed);
  return { from: first.from, to: Math.max(first.to, end ?? LOOP) + step };
}

/** The most that is in `i < end`. */
function endOf(
  test: ts.Expression,
  name: string,
  checker: ts.TypeChecker,
  assumed: Assumed,
): number | undefined {
  if (!ts.isBinaryExpression(test) || test.left.getText() !== name) return undefined;
  const { kind } = test.operatorToken;
  if (kind !== ts.SyntaxKind.LessThanToken && kind !== ts.SyntaxKind.LessThanEqualsToken)
    return undefined;
  return wholeRange(test.right, checker, assumed)?.to;
}

function stepOf(node: ts.Expression, name: string): number | undefined {
  if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.PlusPlusToken && node.operand.getText() === name
      ? 1
      : undefined;
  if (!ts.isBinaryExpression(node) || node.left.getText() !== name) return undefined;
  if (node.operatorToken.kind !== ts.SyntaxKind.PlusEqualsToken) return undefined;
  const by = ts.isNumericLiteral(node.right) ? Number(node.right.text) : Number.NaN;
  return Number.isInteger(by) && by < 32 ? by : undefined;
}
