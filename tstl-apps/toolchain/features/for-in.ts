import * as lua from "typescript-to-lua";
import { isGlobal } from "../lua-names.ts";
import type { Rewrite } from "../lua-rewrite.ts";
import { runtimeCall } from "./runtime-call.ts";

/** `for … in` goes over the names as texts, in one order on every VM. */
export const rewriteForIn: Rewrite = (node, _place, context) => {
  // With two names it is the compiler's own loop over what a module exports.
  if (!lua.isForInStatement(node) || node.names.length !== 1) return undefined;
  const [call] = node.expressions;
  if (call && lua.isCallExpression(call) && isGlobal(call.expression, "pairs"))
    node.expressions = [runtimeCall("Pairs", call.params, context, call)];
  return undefined;
};
