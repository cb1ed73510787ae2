import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { callRuntime } from "./ambient-call.ts";
import { type Range, wholeRange } from "./whole-range.ts";

type Context = lua.TransformationContext;

const {
  AdditionOperator,
  AndOperator,
  DivisionOperator,
  EqualityOperator,
  GreaterThanOperator,
  MultiplicationOperator,
  OrOperator,
  SubtractionOperator,
} = lua.SyntaxKind;

/** Below this a quotient that is rounded twice is still on the right side of the whole number. */
const EXACT = 2 ** 50;
/** What is added to a number and taken away again to round it to a whole one: to the next even one from a half. */
const ROUNDER = 1.5 * 2 ** 52;

/**
 * `i % 3` where `i` is known to be whole, by a literal: the operator of Lua is C's `fmod`, which takes long, and a call takes
 * longer. `x - floor(x / m) * m` is exact, and adding and taking away 1.5 * 2 ** 52 is the floor. Undefined: not known.
 */
export function wholeRemainder(
  node: ts.BinaryExpression,
  context: Context,
): lua.Expression | undefined {
  if (node.operatorToken.kind !== ts.SyntaxKind.PercentToken) return undefined;
  const divisor = ts.isNumericLiteral(node.right) ? Number(node.right.text) : Number.NaN;
  const range = wholeRange(node.left, context.checker);
  const floor = range && Number.isInteger(divisor) ? floorFor(divisor, range) : undefined;
  if (!range || !floor || !mayHaveVariables(node)) return undefined;
  const dividend = inVariable(context.transformExpression(node.left), "dividend", context);
  const plain = floor(dividend, context);
  return range.from >= 0 ? plain : orCall(dividend, plain, node, context);
}

/** A remainder of a dividend. */
type Floor = (dividend: lua.Identifier, context: Context) => lua.Expression;

function floorFor(divisor: number, { to }: Range): Floor | undefined {
  if (divisor < 1 || divisor >= EXACT) return undefined;
  const isPower = Number.isInteger(Math.log2(divisor));
  if (to < EXACT)
    return isPower ? (x) => byPower(x, divisor, divisor / 2 - 0.5) : (x) => byDivision(x, divisor);
  if (!isPower || !(to < (ROUNDER / 4) * divisor)) return undefined;
  return (x, context) => wideByPower(x, divisor, context);
}

/** Beyond the names of a module that it may need all: Lua has 200 variables a function. */
function mayHaveVariables(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node) && ts.isIdentifier(node.left)) return true;
  return ts.findAncestor(node, isFunctionOrLoop) !== undefined;
}

function isFunctionOrLoop(node: ts.Node): boolean {
  return ts.isFunctionLike(node) || ts.isIterationStatement(node, false);
}

/** `x - ((x / m - (0.5 - 0.5 / m)) + R - R) * m`. */
function byDivision(x: lua.Identifier, m: number): lua.Expression {
  const below = minus(binary(again(x), DivisionOperator, number(m)), number(0.5 - 0.5 / m));
  return minus(again(x), binary(rounded(below, ROUNDER), MultiplicationOperator, number(m)));
}

/** `x - (x - less + R * m - R * m)`: the sum has no bits below m. */
function byPower(x: lua.Identifier, m: number, less: number): lua.Expression {
  const below = less === 0 ? again(x) : minus(again(x), number(less));
  return minus(again(x), rounded(below, ROUNDER * m));
}

/** `x - m / 2` is exact, and half between two multiples where x is a multiple itself: the rest may then be m. */
function wideByPower(x: lua.Identifier, m: number, context: Context): lua.Expression {
  const rest = inVariable(byPower(x, m, m / 2), "rest", context);
  const isWhole = binary(again(rest), EqualityOperator, number(m));
  return either(isWhole, number(0), again(rest));
}

function rounded(x: lua.Expression, rounder: number): lua.Expression {
  return minus(binary(x, AdditionOperator, number(rounder)), number(rounder));
}

/** Of a number below 0, and of 0 and -0, by a call. */
function orCall(
  x: lua.Identifier,
  plain: lua.Expression,
  node: ts.BinaryExpression,
  context: Context,
) {
  const divisor = context.transformExpression(node.right);
  const call = callRuntime("ModBy", [again(x), divisor], node, context);
  return either(binary(again(x), GreaterThanOperator, number(0)), plain, call);
}

function inVariable(value: lua.Expression, prefix: string, context: Context): lua.Identifier {
  if (lua.isIdentifier(value)) return value;
  const name = lua.createIdentifier(context.createTempName(prefix));
  context.addPrecedingStatements(lua.createVariableDeclarationStatement(name, value));
  return name;
}

/** `(test and one) or other`: `one` is a number. */
function either(test: lua.Expression, one: lua.Expression, other: lua.Expression): lua.Expression {
  const chosen = binary(binary(test, AndOperator, one), OrOperator, other);
  return lua.createParenthesizedExpression(chosen);
}

const again = (name: lua.Identifier) => lua.cloneIdentifier(name);
const number = (value: number) => lua.createNumericLiteral(value);
const minus = (left: lua.Expression, right: lua.Expression) =>
  binary(left, SubtractionOperator, right);

function binary(left: lua.Expression, operator: lua.BinaryOperator, right: lua.Expression) {
  return lua.createBinaryExpression(left, right, operator);
}
