import * as lua from "typescript-to-lua";
import type { Rewrite } from "../lua-rewrite.ts";
import { runtimeCall } from "./runtime-call.ts";
import { PLAIN_REMAINDERS } from "./whole-remainder.ts";

/** `%` of TypeScript has the sign of the dividend; Lua's that of the divisor. */
export const rewriteModulo: Rewrite = (node, _place, context) => {
  if (!lua.isBinaryExpression(node) || node.operator !== lua.SyntaxKind.ModuloOperator)
    return undefined;
  if (PLAIN_REMAINDERS.has(node)) return undefined;
  return runtimeCall("Mod", [node.left, node.right], context, node);
};
