import * as ts from "typescript";
import { callsSomething } from "../calls-something.ts";
import * as faults from "../faults.ts";
import type { Lint } from "./lint.ts";

/** `function* g(x = f())`: f is called by g() in JavaScript, by the first next() on boards. */
export const generatorDefault: Lint = (node) => {
  if (!ts.isParameter(node) || !node.initializer || !callsSomething(node.initializer))
    return undefined;
  const { parent } = node;
  const generates = "asteriskToken" in parent && parent.asteriskToken !== undefined;
  return generates ? faults.generatorDefault(node.getText()) : undefined;
};

/** `x -= f(x--)`: JavaScript takes x before the right side changes it. */
export const changedMeanwhile: Lint = (node, { checker }) => {
  if (!ts.isBinaryExpression(node) || !ts.isIdentifier(node.left)) return undefined;
  const { kind } = node.operatorToken;
  const { FirstCompoundAssignment, LastCompoundAssignment } = ts.SyntaxKind;
  if (kind < FirstCompoundAssignment || kind > LastCompoundAssignment) return undefined;
  const symbol = checker.getSymbolAtLocation(node.left);
  const changes = (part: ts.Node): boolean =>
    !ts.isFunctionLike(part) &&
    (isChangeOf(part, symbol, checker) || (ts.forEachChild(part, changes) ?? false));
  return changes(node.right) ? faults.changedMeanwhile(node.left.text) : undefined;
};

function isChangeOf(
  node: ts.Node,
  symbol: ts.Symbol | undefined,
  checker: ts.TypeChecker,
): boolean {
  const { PlusPlusToken, MinusMinusToken, FirstAssignment, LastAssignment } = ts.SyntaxKind;
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const counts = node.operator === PlusPlusToken || node.operator === MinusMinusToken;
    return counts && checker.getSymbolAtLocation(node.operand) === symbol;
  }
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  const assigns = kind >= FirstAssignment && kind <= LastAssignment;
  return assigns && checker.getSymbolAtLocation(node.left) === symbol;
}
