import type { Visitors } from "typescript-to-lua";
import type { Rewrite } from "../lua-rewrite.ts";
import { rewriteRequire } from "./require.ts";

/** Every rewrite of emitted Lua, in the order in which they are tried. */
export const REWRITES: readonly Rewrite[] = [rewriteRequire];

/** Every change to how TypeScript turns into Lua. */
export const VISITORS: Visitors = {};
