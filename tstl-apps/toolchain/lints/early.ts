import * as ts from "typescript";
import { callsSomething } from "../calls-something.ts";
import * as faults from "../faults.ts";
import type { Lint } from "./lint.ts";

/** `f(); const x = 1;` where the function f, which stands anywhere, reads x: JavaScript throws, Lua finds nothing there. */
export const calledTooEarly: Lint = (node, { checker }) => {
  if (!ts.isCallExpression(node)) return undefined;
  const called = functionOf(node, checker);
  const scope = scopeOf(node);
  if (!called?.body || scopeOf(called) !== scope) return undefined;
  const late = lateName(called.body, { scope, at: node.getStart(), checker, seen: new Set() });
  return late ? faults.calledTooEarly(called.name?.text ?? "", late) : undefined;
};

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

interface Search {
  readonly scope: ts.Node;
  /** Where the call stands. */
  readonly at: number;
  readonly checker: ts.TypeChecker;
  readonly seen: Set<ts.Node>;
}

/** A name in `node`, or in what it calls, that is declared behind the call. */
function lateName(node: ts.Node, search: Search): string | undefined {
  if (ts.isFunctionLike(node)) return undefined;
  if (ts.isIdentifier(node) && isLate(node, search)) return node.text;
  const called = ts.isCallExpression(node) ? functionOf(node, search.checker) : undefined;
  if (called?.body && !search.seen.has(called)) {
    search.seen.add(called);
    const late = lateName(called.body, search);
    if (late) return late;
  }
  return ts.forEachChild(node, (child) => lateName(child, search));
}

function isLate(node: ts.Identifier, { scope, at, checker }: Search): boolean {
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (!declaration || declaration.getSourceFile() !== node.getSourceFile()) return false;
  if (!ts.isVariableDeclaration(declaration) && !ts.isClassDeclaration(declaration)) return false;
  return scopeOf(declaration) === scope && declaration.getStart() > at;
}

function functionOf(
  node: ts.CallExpression,
  checker: ts.TypeChecker,
): ts.FunctionDeclaration | undefined {
  if (!ts.isIdentifier(node.expression)) return undefined;
  const declaration = checker.getSymbolAtLocation(node.expression)?.valueDeclaration;
  return declaration && ts.isFunctionDeclaration(declaration) ? declaration : undefined;
}

/** The function or file that a node stands in. */
function scopeOf(node: ts.Node): ts.Node {
  return ts.findAncestor(node.parent, ts.isFunctionLike) ?? node.getSourceFile();
}
