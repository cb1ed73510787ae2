import * as lua from "typescript-to-lua";

const { AndOperator, OrOperator } = lua.SyntaxKind;

/** Whether the value is never nil: made on the spot, or what an operator gives. */
export function isSurelyThere(node: lua.Expression): boolean {
  if (lua.isParenthesizedExpression(node)) return isSurelyThere(node.expression);
  if (lua.isBinaryExpression(node)) {
    if (node.operator === OrOperator) return isSurelyThere(node.right);
    return node.operator !== AndOperator || (isSurelyThere(node.left) && isSurelyThere(node.right));
  }
  if (lua.isUnaryExpression(node) || lua.isFunctionExpression(node)) return true;
  return lua.isTableExpression(node) || (lua.isLiteral(node) && !lua.isNilLiteral(node));
}
