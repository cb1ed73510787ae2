import type { Plugin } from "typescript-to-lua";
import { VISITORS } from "./features/index.ts";
import { printLua } from "./lua-printer.ts";
import type { ModuleGraph } from "./module-graph.ts";

/** Our part of one compile: what TypeScriptToLua lets a plugin change. */
export function createPlugin(graph: ModuleGraph): Plugin {
  return { visitors: VISITORS, printer: printLua(graph) };
}
