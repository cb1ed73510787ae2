import * as ts from "typescript";

/** Whether the index of an element is certainly in its list or the next behind its end. */
export function isInside(target: ts.ElementAccessExpression, _checker: ts.TypeChecker): boolean {
  return isLengthOf(target.argumentExpression, target.expression);
}

/** `list[list.length]`. */
function isLengthOf(index: ts.Expression, list: ts.Expression): boolean {
  return isSteady(list) && index.getText() === `${list.getText()}.length`;
}

/** Names and fields: the same however often it is evaluated. */
function isSteady(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return isSteady(node.expression);
  return ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword;
}
