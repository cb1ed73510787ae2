import * as lua from "typescript-to-lua";
import type { Rewrite } from "../lua-rewrite.ts";
import { runtimeCall } from "./runtime-call.ts";

/** A sum of two below this is exact. */
const EXACT = 2 ** 52;

/** `%` of TypeScript has the sign of the dividend; Lua's that of the divisor. */
export const rewriteModulo: Rewrite = (node, _place, context) => {
  if (!lua.isBinaryExpression(node) || node.operator !== lua.SyntaxKind.ModuloOperator)
    return undefined;
  const name = isWhole(node.right) ? "ModBy" : "Mod";
  return runtimeCall(name, [node.left, node.right], context, node);
};

/** A literal from 1 that is whole. */
function isWhole(node: lua.Expression): boolean {
  return (
    lua.isNumericLiteral(node) && node.value >= 1 && node.value < EXACT && node.value % 1 === 0
  );
}
