import * as ts from "typescript";
import { holds } from "./captured-reads.ts";
import { functionsRunBy } from "./functions-run-by.ts";
import { declarationOf, declaredAt, runsWith } from "./scopes.ts";

type Call = ts.CallExpression | ts.NewExpression;

/**
 * A name that is read by what a call runs, and declared behind the call in the same function: that is sure to happen.
 * Not in `try`, where the program may go on.
 */
export function certainlyEarly(call: Call, checker: ts.TypeChecker): string | undefined {
  const scope = runsWith(call);
  const caught = ts.findAncestor(call, (at) => (at === scope ? "quit" : ts.isTryStatement(at)));
  if (caught) return undefined;
  const seen = new Set<ts.Node>();
  const lateIn = (called: Call): string | undefined => {
    for (const body of functionsRunBy(called, checker)) {
      if (seen.has(body)) continue;
      seen.add(body);
      for (const node of certainParts(body)) {
        if (ts.isIdentifier(node) && isLate(node, call, scope, checker)) return node.text;
        const late = isCall(node) ? lateIn(node) : undefined;
        if (late) return late;
      }
    }
    return undefined;
  };
  return lateIn(call);
}

function isCall(node: ts.Node): node is Call {
  return ts.isCallExpression(node) || ts.isNewExpression(node);
}

/** Declared behind the call; a class is there for others when its static values are made. */
function isLate(name: ts.Identifier, call: Call, scope: ts.Node, checker: ts.TypeChecker): boolean {
  const declaration = declarationOf(name, checker);
  if (!declaration || !declaredAt(declaration) || runsWith(declaration) !== scope) return false;
  if (holds(declaration, call))
    return ts.isClassDeclaration(declaration) && !holds(declaration, name);
  return declaration.getStart() > call.getStart();
}

/** The expressions in a function's body that run whenever it is called, in order: up to the first that may leave it. */
function certainParts(body: ts.Node): readonly ts.Node[] {
  const parts: ts.Node[] = [];
  // False: the function may be left here.
  const visit = (node: ts.Node): boolean => {
    parts.push(node);
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isTypeNode(node)) return true;
    const sure = sureChildren(node);
    if (sure) return sure.every(visit) && !leaves(node);
    return everyChild(node, visit) && !isExit(node);
  };
  visit(body);
  return parts;
}

function everyChild(node: ts.Node, visit: (child: ts.Node) => boolean): boolean {
  return !ts.forEachChild(node, (child) => !visit(child) || undefined);
}

/** Of what runs in part only, the part that runs for certain. Undefined: all of it runs. */
function sureChildren(node: ts.Node): readonly ts.Node[] | undefined {
  if (ts.isIfStatement(node) || ts.isSwitchStatement(node) || ts.isWhileStatement(node))
    return [node.expression];
  if (ts.isConditionalExpression(node)) return [node.condition];
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return [node.expression];
  if (ts.isForStatement(node))
    return [node.initializer, node.condition].filter((part) => part !== undefined);
  if (ts.isTryStatement(node)) return [];
  if (ts.isBinaryExpression(node)) return isShort(node) ? [node.left] : undefined;
  if (!ts.isOptionalChain(node)) return undefined;
  return [node.expression];
}

function isShort({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  const { AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken } = ts.SyntaxKind;
  return kind === AmpersandAmpersandToken || kind === BarBarToken || kind === QuestionQuestionToken;
}

function isExit(node: ts.Node): boolean {
  return (
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isBreakOrContinueStatement(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node)
  );
}

/** True when a part of it may leave the function, or the loop around it. */
function leaves(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  return isExit(node) || (ts.forEachChild(node, (child) => leaves(child) || undefined) ?? false);
}
