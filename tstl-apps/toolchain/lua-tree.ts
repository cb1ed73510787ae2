import * as lua from "typescript-to-lua";
import { isNode } from "./lua-names.ts";

export function childrenOf(node: lua.Node): readonly lua.Node[] {
  return Object.values(node).flatMap((value: unknown) => {
    if (isNode(value)) return [value];
    return Array.isArray(value) ? value.filter(isNode) : [];
  });
}

/** The variables of a file that are assigned in another function than the one that declares them. */
export function sharedVariables(file: lua.File): ReadonlySet<lua.SymbolId> {
  const home = new Map<lua.SymbolId, lua.Node>();
  const assigned: (readonly [lua.SymbolId, lua.Node])[] = [];
  const visit = (node: lua.Node, around: lua.Node): void => {
    for (const id of declaredBy(node)) if (!home.has(id)) home.set(id, around);
    if (lua.isAssignmentStatement(node))
      for (const id of symbolsOf(node.left)) assigned.push([id, around]);
    const inside = lua.isFunctionExpression(node) ? node : around;
    for (const id of lua.isFunctionExpression(node) ? symbolsOf(node.params ?? []) : [])
      home.set(id, node);
    for (const child of childrenOf(node)) visit(child, inside);
  };
  visit(file, file);
  const shared = assigned.filter(([id, around]) => home.get(id) !== around);
  return new Set(shared.map(([id]) => id));
}

function declaredBy(node: lua.Node): readonly lua.SymbolId[] {
  if (lua.isVariableDeclarationStatement(node)) return symbolsOf(node.left);
  return lua.isForInStatement(node) ? symbolsOf(node.names) : [];
}

function symbolsOf(nodes: readonly lua.Node[]): readonly lua.SymbolId[] {
  return nodes.flatMap((node) =>
    lua.isIdentifier(node) && node.symbolId !== undefined ? [node.symbolId] : [],
  );
}
