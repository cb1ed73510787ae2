import * as lua from "typescript-to-lua";
import type { Rewrite } from "../lua-rewrite.ts";

/** `- -x`: two minus signs in a row begin a comment in Lua. */
export const rewriteNegation: Rewrite = (node) => {
  if (!isNegation(node) || !isNegation(node.operand)) return undefined;
  return lua.createUnaryExpression(lua.createParenthesizedExpression(node.operand), node.operator);
};

function isNegation(node: lua.Node): node is lua.UnaryExpression {
  return lua.isUnaryExpression(node) && node.operator === lua.SyntaxKind.NegationOperator;
}
