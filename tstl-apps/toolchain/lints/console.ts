import * as ts from "typescript";
import { isAlways } from "../features/type-parts.ts";
import * as faults from "../value-faults.ts";
import { isPrinted } from "./function-text.ts";
import type { Lint } from "./lint.ts";

/** `%j` and `%o` in the text that leads. */
export const formatDirective: Lint = (node, { checker }) => {
  if (!isPrinted(node, checker) || !ts.isStringLiteralLike(node)) return undefined;
  if (node.parent.arguments[0] !== node || node.parent.arguments.length < 2) return undefined;
  const found = /(?:^|[^%])(?:%%)*(%[jo])/.exec(node.text);
  return found ? faults.formatDirective(found[1] ?? "") : undefined;
};

/** `{ [symbol]: 1 }`; `[Symbol.iterator]` and its like are methods of the language. */
export const symbolKey: Lint = (node, { checker }) => {
  if (!node.parent || !ts.isComputedPropertyName(node) || !ts.isPropertyAssignment(node.parent))
    return undefined;
  const symbol = isAlways(checker.getTypeAtLocation(node.expression), ts.TypeFlags.ESSymbolLike);
  return symbol && !node.expression.getText().startsWith("Symbol.")
    ? faults.symbolKey()
    : undefined;
};
