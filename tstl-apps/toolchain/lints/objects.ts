import * as ts from "typescript";
import * as faults from "../faults.ts";
import { mayBe } from "../features/type-parts.ts";
import type { Lint } from "./lint.ts";

const { LessThanToken, LessThanEqualsToken, GreaterThanToken, GreaterThanEqualsToken } =
  ts.SyntaxKind;
const COMPARISONS: ReadonlySet<ts.SyntaxKind> = new Set([
  LessThanToken,
  LessThanEqualsToken,
  GreaterThanToken,
  GreaterThanEqualsToken,
]);

/** `a < b` of objects: JavaScript asks their valueOf. */
export const comparedObjects: Lint = (node, { checker }) => {
  if (!ts.isBinaryExpression(node) || !COMPARISONS.has(node.operatorToken.kind)) return undefined;
  const object = [node.left, node.right].find((part) =>
    isComparedByValueOf(checker.getTypeAtLocation(part)),
  );
  return object ? faults.comparedObjects(object.getText()) : undefined;
};

/** Dates are compared as in JavaScript. */
function isComparedByValueOf(type: ts.Type): boolean {
  return mayBe(type, ts.TypeFlags.Object) && type.symbol?.name !== "Date";
}

/** `"" + object` where the object has a valueOf of its own: JavaScript takes that, boards toString. */
export const addedValueOf: Lint = (node, { checker }) => {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken)
    return undefined;
  const object = [node.left, node.right].find((part) => {
    const type = checker.getTypeAtLocation(part);
    return mayBe(type, ts.TypeFlags.Object) && checker.getPropertyOfType(type, "valueOf");
  });
  return object ? faults.addedValueOf(object.getText()) : undefined;
};

/** `1 in list`, `"length" in list`, `1 in object`: keys of objects are texts on boards, places in lists begin at 1. */
export const inOperator: Lint = (node, { checker }) => {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.InKeyword)
    return undefined;
  const [key, right] = [node.left.getText(), node.right.getText()];
  if (checker.isArrayLikeType(checker.getTypeAtLocation(node.right)))
    return faults.inList(key, right);
  return mayBe(checker.getTypeAtLocation(node.left), ts.TypeFlags.NumberLike)
    ? faults.numberInObject(key, right)
    : undefined;
};

/** `list[Symbol.iterator]()`: lists and texts are gone through without one. */
export const builtinIterator: Lint = (node, { checker }) => {
  if (!ts.isElementAccessExpression(node)) return undefined;
  if (node.argumentExpression.getText() !== "Symbol.iterator") return undefined;
  const type = checker.getTypeAtLocation(node.expression);
  const isBuiltin = checker.isArrayLikeType(type) || mayBe(type, ts.TypeFlags.StringLike);
  return isBuiltin ? faults.builtinIterator(node.expression.getText()) : undefined;
};
