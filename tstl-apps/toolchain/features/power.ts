import * as lua from "typescript-to-lua";
import type { Rewrite } from "../lua-rewrite.ts";
import { runtimeCall } from "./runtime-call.ts";

/** `x ** y` is Lua's `^`, but for 1 and -1 with an infinite or no number as exponent. */
export const rewritePower: Rewrite = (node, _place, context) => {
  if (!lua.isBinaryExpression(node) || node.operator !== lua.SyntaxKind.PowerOperator)
    return undefined;
  if (isLiteral(node.right) || isOther(node.left)) return undefined;
  return runtimeCall("Power", [node.left, node.right], context, node);
};

function isLiteral(node: lua.Expression): boolean {
  if (lua.isParenthesizedExpression(node)) return isLiteral(node.expression);
  if (lua.isUnaryExpression(node)) return isLiteral(node.operand);
  return lua.isNumericLiteral(node) && Number.isFinite(node.value);
}

/** A literal base that is not 1. */
function isOther(node: lua.Expression): boolean {
  return lua.isNumericLiteral(node) && node.value !== 1;
}
