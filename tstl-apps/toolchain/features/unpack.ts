import * as lua from "typescript-to-lua";
import { isGlobal } from "../lua-names.ts";
import type { Rewrite } from "../lua-rewrite.ts";

/** LuaJIT has `unpack`, the others `table.unpack`. */
export const rewriteUnpack: Rewrite = (node, _place, context) => {
  if (!isGlobal(node, "unpack")) return undefined;
  context.use("Unpack");
  return lua.createIdentifier("__TS__Unpack");
};
