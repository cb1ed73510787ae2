import * as ts from "typescript";
import type { Plugin } from "typescript-to-lua";
import { CONDITION_VISITORS } from "./features/conditions.ts";
import { VISITORS } from "./features/index.ts";
import { inVisitor } from "./features/key-tests.ts";
import { KEY_VISITORS } from "./features/number-keys.ts";
import { replaceInCompiler } from "./features/replaced.ts";
import { SHAPE_VISITORS } from "./features/shapes.ts";
import { printLua } from "./lua-printer.ts";
import type { ModuleGraph } from "./module-graph.ts";

replaceInCompiler();

/**
 * Our part of one compile: what TypeScriptToLua lets plugins change. Later ones see a node first. `shaped`: objects
 * of the program know their keys.
 */
export function createPlugins(graph: ModuleGraph, shaped: boolean): Plugin[] {
  return [
    { visitors: VISITORS, printer: printLua(graph) },
    ...(shaped ? [{ visitors: SHAPE_VISITORS }] : []),
    { visitors: { [ts.SyntaxKind.BinaryExpression]: inVisitor } },
    { visitors: CONDITION_VISITORS },
    { visitors: KEY_VISITORS },
  ];
}
