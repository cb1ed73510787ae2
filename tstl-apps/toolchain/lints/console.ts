import * as ts from "typescript";
import { isAlways, partsOf } from "../features/type-parts.ts";
import * as faults from "../value-faults.ts";
import { isAmbient, isMadeBy } from "./ambient-owners.ts";
import type { Lint } from "./lint.ts";

/** `console.log(f)`. */
export const printedFunction: Lint = (node, { checker }) => {
  if (!isPrinted(node, checker) || isOfRecord(node, checker)) return undefined;
  const type = checker.getTypeAtLocation(node);
  const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  const types = [...partsOf(type), ...(item ? partsOf(item) : [])];
  return types.some(isPlainFunction) ? faults.printedFunction() : undefined;
};

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

/** An argument of console.log and its like, under whatever name they are called. */
function isPrinted(
  node: ts.Node,
  checker: ts.TypeChecker,
): node is ts.Expression & { parent: ts.CallExpression } {
  const { parent } = node;
  if (!parent || !ts.isCallExpression(parent) || parent.expression === node) return false;
  return isMadeBy(parent, "ConsoleOutput", checker);
}

/** `counts.toString` is a number where the object says that all its values are. */
function isOfRecord(node: ts.Expression, checker: ts.TypeChecker): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false;
  const type = checker.getTypeAtLocation(node.expression);
  return checker.getIndexTypeOfType(type, ts.IndexKind.String) !== undefined;
}

/** A class of the program is shown by its name, as in Node.js; there, `Map` and its like are functions. */
function isPlainFunction(type: ts.Type): boolean {
  if (type.getConstructSignatures().length > 0) return isAmbient(type.symbol);
  return type.getCallSignatures().length > 0;
}
