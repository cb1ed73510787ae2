import type { Plugin } from "typescript-to-lua";
import { CONDITION_VISITORS } from "./features/conditions.ts";
import { VISITORS } from "./features/index.ts";
import { replaceInCompiler } from "./features/replaced.ts";
import { printLua } from "./lua-printer.ts";
import type { ModuleGraph } from "./module-graph.ts";

replaceInCompiler();

/** Our part of one compile: what TypeScriptToLua lets plugins change. Later ones see a node first. */
export function createPlugins(graph: ModuleGraph): Plugin[] {
  return [{ visitors: VISITORS, printer: printLua(graph) }, { visitors: CONDITION_VISITORS }];
}
