import * as ts from "typescript";
import * as faults from "../faults.ts";
import type { Lint } from "./lint.ts";

/** `for … in` over an array: the compiler would emit wrong Lua. */
export const forInArray: Lint = (node, { checker }) => {
  if (!ts.isForInStatement(node)) return undefined;
  const type = checker.getTypeAtLocation(node.expression);
  return checker.isArrayLikeType(type) ? faults.forInArray() : undefined;
};
