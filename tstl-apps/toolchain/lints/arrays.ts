import * as ts from "typescript";
import { isAlways } from "../features/type-parts.ts";
import * as faults from "../value-faults.ts";
import type { Lint } from "./lint.ts";

export const deletedElement: Lint = (node, { checker }) => {
  if (!ts.isDeleteExpression(node) || !ts.isElementAccessExpression(node.expression))
    return undefined;
  const type = checker.getTypeAtLocation(node.expression.expression);
  return isList(type, checker) ? faults.deletedElement() : undefined;
};

/** `new Array(5)` without `.fill(…)` behind it. */
export const emptyArray: Lint = (node) => {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return undefined;
  if (!ts.isIdentifier(node.expression) || node.expression.text !== "Array") return undefined;
  const { parent } = node;
  const filled =
    ts.isPropertyAccessExpression(parent) &&
    parent.name.text === "fill" &&
    ts.isCallExpression(parent.parent) &&
    parent.parent.arguments.length === 1;
  return filled || !node.arguments?.length ? undefined : faults.emptyArray();
};

/** `list["1"]`. */
export const textIndex: Lint = (node, { checker }) => {
  if (!ts.isElementAccessExpression(node)) return undefined;
  if (!isList(checker.getTypeAtLocation(node.expression), checker)) return undefined;
  const index = checker.getTypeAtLocation(node.argumentExpression);
  const text = isAlways(index, ts.TypeFlags.StringLike);
  return text ? faults.textIndex(node.argumentExpression.getText()) : undefined;
};

function isList(type: ts.Type, checker: ts.TypeChecker): boolean {
  return (type.flags & ts.TypeFlags.Any) === 0 && checker.isArrayLikeType(type);
}
