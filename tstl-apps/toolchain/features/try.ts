import * as lua from "typescript-to-lua";
import { isGlobal } from "../lua-names.ts";
import type { Rewrite } from "../lua-rewrite.ts";
import { runtimeCall } from "./runtime-call.ts";

/** `try` catches what Lua raises as an error object, with a message and a stack. */
export const rewriteTry: Rewrite = (node, _place, context) => {
  if (!lua.isCallExpression(node) || !isGlobal(node.expression, "pcall")) return undefined;
  return runtimeCall("Try", node.params, context, node);
};
