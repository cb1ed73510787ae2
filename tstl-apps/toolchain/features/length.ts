import * as lua from "typescript-to-lua";
import type { Rewrite } from "../lua-rewrite.ts";
import { asFloat } from "./runtime-call.ts";

/** `#list` is an integer of the VM: a float where more than an index or a comparison is made of it. */
export const rewriteLength: Rewrite = (node, place) => {
  if (!lua.isUnaryExpression(node) || node.operator !== lua.SyntaxKind.LengthOperator)
    return undefined;
  return place === "value" ? asFloat(node) : undefined;
};
