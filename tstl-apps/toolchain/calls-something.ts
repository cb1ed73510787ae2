import * as ts from "typescript";

/** Whether evaluating it may run other code of the program; what waits counts as well: others go on meanwhile. */
export function callsSomething(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return true;
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return true;
  if (ts.isTaggedTemplateExpression(node)) return true;
  return ts.forEachChild(node, callsSomething) ?? false;
}
