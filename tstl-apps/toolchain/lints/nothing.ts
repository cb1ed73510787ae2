import * as ts from "typescript";
import { isAlways, mayBe, partsOf } from "../features/type-parts.ts";
import * as faults from "../value-faults.ts";
import type { Lint } from "./lint.ts";

const NOTHING = ts.TypeFlags.Undefined | ts.TypeFlags.Null;

/** null, anywhere but in `x == null`, `x != null`, `await null` and `f.call(null)`. */
export const nullValue: Lint = (node) => {
  if (node.kind !== ts.SyntaxKind.NullKeyword) return undefined;
  const { parent } = node;
  if (ts.isAwaitExpression(parent) && ts.isExpressionStatement(parent.parent)) return undefined;
  if (ts.isCallExpression(parent) && /\.(call|apply|bind)$/.test(parent.expression.getText()))
    return undefined;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const { EqualsEqualsToken, ExclamationEqualsToken } = ts.SyntaxKind;
    if (kind === EqualsEqualsToken || kind === ExclamationEqualsToken) return undefined;
  }
  return faults.nullValue();
};

/** `[undefined]`, `(T | undefined)[]`, and calls that make such arrays. */
export const nothingInArray: Lint = (node, { checker }) => {
  if (ts.isArrayTypeNode(node)) return toldBy(isNothing(node.elementType, checker));
  if (ts.isTupleTypeNode(node)) return toldBy(node.elements.some((e) => isNothing(e, checker)));
  if (ts.isExpression(node) && ts.isArrayLiteralExpression(node) && !isTarget(node))
    return toldBy(node.elements.some((element) => holdsNothing(element, checker)));
  if (!ts.isCallExpression(node) && !ts.isAwaitExpression(node)) return undefined;
  return toldBy(makesNothing(node, checker));
};

/** `const lengths = list.map((x) => console.log(x))`: as many undefined as there are elements. */
export const nothingTold: Lint = (node, { checker }) => {
  if (!ts.isCallExpression(node) || isUnused(node)) return undefined;
  const item = elementOf(checker.getTypeAtLocation(node), checker);
  if (!item || !isAlways(item, ts.TypeFlags.Void)) return undefined;
  return faults.nothingTold(node.expression.getText());
};

function toldBy(wrong: boolean) {
  return wrong ? faults.nothingInArray() : undefined;
}

function isNothing(node: ts.TypeNode, checker: ts.TypeChecker): boolean {
  if (ts.isOptionalTypeNode(node) || ts.isRestTypeNode(node)) return false;
  if (ts.isNamedTupleMember(node))
    return node.questionToken || node.dotDotDotToken ? false : isNothing(node.type, checker);
  return mayBe(checker.getTypeFromTypeNode(node), NOTHING);
}

/** The left side of a destructuring. */
function isTarget(node: ts.ArrayLiteralExpression): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return ts.isForOfStatement(parent) && parent.initializer === node;
}

function holdsNothing(element: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isOmittedExpression(element)) return false;
  if (!ts.isSpreadElement(element)) return mayBe(checker.getTypeAtLocation(element), NOTHING);
  const item = elementOf(checker.getTypeAtLocation(element.expression), checker);
  return item !== undefined && mayBe(item, NOTHING);
}

/** Of an array that is no tuple. */
function elementOf(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  const [only, ...others] = partsOf(type);
  if (!only || others.length > 0 || !checker.isArrayType(only)) return undefined;
  return checker.getIndexTypeOfType(only, ts.IndexKind.Number);
}

function makesNothing(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const item = elementOf(checker.getTypeAtLocation(node), checker);
  if (!item || !mayBe(item, NOTHING)) return false;
  // Values that are there, although the type of the object leaves it open.
  return !(
    ts.isCallExpression(node) && /^Object\.(values|entries)$/.test(node.expression.getText())
  );
}

function isUnused(node: ts.CallExpression): boolean {
  const { parent } = node;
  if (ts.isArrowFunction(parent)) return parent.body === node;
  return ts.isExpressionStatement(parent) || ts.isVoidExpression(parent);
}
