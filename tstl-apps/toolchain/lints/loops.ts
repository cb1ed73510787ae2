import * as ts from "typescript";
import * as faults from "../faults.ts";
import type { Lint } from "./lint.ts";

/** `break`, `continue` inside `try` in a loop, and `for … in` over an array: the compiler would emit wrong Lua. */
export const jumpOutOfTry: Lint = (node) => {
  if (!ts.isBreakStatement(node) && !ts.isContinueStatement(node)) return undefined;
  const word = ts.isBreakStatement(node) ? "break" : "continue";
  for (
    let at: ts.Node = node.parent;
    !ts.isFunctionLike(at) && !ts.isSourceFile(at);
    at = at.parent
  ) {
    if (ts.isTryStatement(at)) return faults.jumpOutOfTry(word);
    if (ts.isIterationStatement(at, false)) return undefined;
    if (ts.isSwitchStatement(at) && word === "break") return undefined;
  }
  return undefined;
};

export const forInArray: Lint = (node, { checker }) => {
  if (!ts.isForInStatement(node)) return undefined;
  const type = checker.getTypeAtLocation(node.expression);
  return checker.isArrayLikeType(type) ? faults.forInArray() : undefined;
};
