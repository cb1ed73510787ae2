import * as lua from "typescript-to-lua";
import { requireCall, requiredText } from "../lua-names.ts";
import type { Rewrite } from "../lua-rewrite.ts";
import { shownPath } from "../paths.ts";

/** `require` asks for a module by its name in the bundle, and the bundle learns who needs whom. */
export const rewriteRequire: Rewrite = (node, _place, context) => {
  const specifier = requiredText(node);
  if (specifier === undefined) return undefined;
  const file = context.graph.resolve(specifier, context.fileName);
  if (file === undefined) return undefined;
  context.graph.need(context.fileName, file);
  const call = requireCall(shownPath(file));
  return lua.setNodePosition(call, lua.getOriginalPos(node));
};
