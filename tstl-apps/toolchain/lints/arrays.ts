import * as ts from "typescript";
import { callsSomething } from "../calls-something.ts";
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

/** `list[-1] = x`, `list[0.5] = x`, `list[list.length + 1] = x`, and `list[5] = x` right behind `const list = []`. */
export const behindEnd: Lint = (node, { checker }) => {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return undefined;
  const { left } = node;
  if (!ts.isElementAccessExpression(left)) return undefined;
  if (!isList(checker.getTypeAtLocation(left.expression), checker)) return undefined;
  const index = numberOf(left.argumentExpression);
  const outside =
    index === undefined
      ? isPastLength(left)
      : index < 0 || index % 1 !== 0 || index > lengthBefore(node, left.expression, checker);
  return outside ? faults.behindEnd(left.getText()) : undefined;
};

function numberOf(node: ts.Expression): number | undefined {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (!ts.isPrefixUnaryExpression(node) || node.operator !== ts.SyntaxKind.MinusToken)
    return undefined;
  const positive = numberOf(node.operand);
  return positive === undefined ? undefined : -positive;
}

function isPastLength({ expression, argumentExpression }: ts.ElementAccessExpression): boolean {
  if (!ts.isBinaryExpression(argumentExpression)) return false;
  const { left, operatorToken, right } = argumentExpression;
  return (
    operatorToken.kind === ts.SyntaxKind.PlusToken &&
    left.getText() === `${expression.getText()}.length` &&
    (numberOf(right) ?? 0) > 0
  );
}

/** Length of a list that its declaration gives, when nothing but this kind of statement stands between; else Infinity. */
function lengthBefore(
  write: ts.BinaryExpression,
  list: ts.Expression,
  checker: ts.TypeChecker,
): number {
  const { parent: statement } = write;
  const declaration = checker.getSymbolAtLocation(list)?.valueDeclaration;
  const made = declaration && ts.isVariableDeclaration(declaration) && declaration.initializer;
  if (!made || !ts.isArrayLiteralExpression(made) || made.elements.some(ts.isSpreadElement))
    return Number.POSITIVE_INFINITY;
  const declared = declaration.parent.parent;
  if (!ts.isExpressionStatement(statement) || declared.parent !== statement.parent)
    return Number.POSITIVE_INFINITY;
  const block = statement.parent as ts.BlockLike;
  const { statements } = block;
  const from = statements.indexOf(declared as ts.Statement);
  const between = statements.slice(from + 1, statements.indexOf(statement));
  const name = list.getText();
  // What is called may know the list by another name.
  const touched = between.some((one) => mentions(one, name) || callsSomething(one));
  return touched ? Number.POSITIVE_INFINITY : made.elements.length;
}

function mentions(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name) return true;
  return ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false;
}

function isList(type: ts.Type, checker: ts.TypeChecker): boolean {
  return (type.flags & ts.TypeFlags.Any) === 0 && checker.isArrayLikeType(type);
}
