import * as lua from "typescript-to-lua";
import { isGlobal } from "../lua-names.ts";
import type { Rewrite } from "../lua-rewrite.ts";
import { runtimeCall } from "./runtime-call.ts";

/** Number literals beside `..`: Lua would print them in its own way. */
export const rewriteConcat: Rewrite = (node) => {
  if (!lua.isBinaryExpression(node) || node.operator !== lua.SyntaxKind.ConcatOperator)
    return undefined;
  node.left = literalText(node.left);
  node.right = literalText(node.right);
  return undefined;
};

function literalText(node: lua.Expression): lua.Expression {
  return lua.isNumericLiteral(node) ? lua.createStringLiteral(String(node.value)) : node;
}

/** Values as text: template literals, joining with a string, `String(x)`, `x.toString()`. */
export const rewriteText: Rewrite = (node, _place, context) => {
  if (!lua.isCallExpression(node) || !isGlobal(node.expression, "tostring")) return undefined;
  const [value] = node.params;
  if (value && lua.isStringLiteral(value)) return value;
  return runtimeCall("String", node.params, context, node);
};
