import * as lua from "typescript-to-lua";
import type { Rewrite } from "../lua-rewrite.ts";
import { childrenOf } from "../lua-tree.ts";

const { AndOperator, OrOperator, ConcatOperator } = lua.SyntaxKind;

/**
 * `x + f()` where f may assign x: JavaScript takes x first, Lua a local variable last. `(x and x)` takes it first, too.
 * Joined texts are taken in order already.
 */
export const rewriteOperandOrder: Rewrite = (node, _place, { shared }) => {
  if (lua.isAssignmentStatement(node)) keepTarget(node, shared);
  if (lua.isTableIndexExpression(node) && isRisky(node.table, node.index, shared))
    node.table = taken(node.table);
  if (!lua.isBinaryExpression(node) || isInOrder(node.operator)) return undefined;
  if (isRisky(node.left, node.right, shared)) node.left = taken(node.left);
  return undefined;
};

function isInOrder(operator: lua.BinaryOperator): boolean {
  return operator === AndOperator || operator === OrOperator || operator === ConcatOperator;
}

/** `list[i] = f()`: list and i are those from before the call. */
function keepTarget(node: lua.AssignmentStatement, shared: ReadonlySet<lua.SymbolId>): void {
  const [target] = node.left;
  if (node.left.length > 1 || !target || !lua.isTableIndexExpression(target)) return;
  if (!node.right.some(calls)) return;
  if (isShared(target.table, shared)) target.table = taken(target.table);
  if (isShared(target.index, shared)) target.index = taken(target.index);
}

function isRisky(
  first: lua.Expression,
  second: lua.Expression,
  shared: ReadonlySet<lua.SymbolId>,
): boolean {
  return isShared(first, shared) && calls(second);
}

function isShared(node: lua.Expression, shared: ReadonlySet<lua.SymbolId>): boolean {
  return lua.isIdentifier(node) && node.symbolId !== undefined && shared.has(node.symbolId);
}

function taken(node: lua.Expression): lua.Expression {
  const name = node as lua.Identifier;
  const again = lua.createBinaryExpression(name, lua.cloneIdentifier(name), AndOperator);
  return lua.createParenthesizedExpression(again);
}

function calls(node: lua.Node): boolean {
  if (lua.isCallExpression(node) || lua.isMethodCallExpression(node)) return true;
  return !lua.isFunctionExpression(node) && childrenOf(node).some(calls);
}
