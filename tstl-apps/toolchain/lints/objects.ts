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

/** `"length" in list`, `1 in object`: keys of objects are texts on boards, those of lists are numbers. */
export const inOperator: Lint = (node, { checker }) => {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.InKeyword)
    return undefined;
  const isList = checker.isArrayLikeType(checker.getTypeAtLocation(node.right));
  const isNumber = mayBe(checker.getTypeAtLocation(node.left), ts.TypeFlags.NumberLike);
  if (isList === isNumber) return undefined;
  const [key, right] = [node.left.getText(), node.right.getText()];
  return isList ? faults.inList(key, right) : faults.numberInObject(key, right);
};
