import * as lua from "typescript-to-lua";
import type { Rewrite } from "../lua-rewrite.ts";
import { runtimeCall } from "./runtime-call.ts";

/** `{...}`, what a rest parameter is made of: undefined among the arguments would end the list there. */
export const rewriteRest: Rewrite = (node, _place, context) => {
  if (!lua.isTableExpression(node) || node.fields.length !== 1) return undefined;
  const [field] = node.fields;
  if (!field || field.key || !lua.isDotsLiteral(field.value)) return undefined;
  return runtimeCall("Rest", [field.value], context, node);
};
