import * as ts from "typescript";
import { isAlways, partsOf } from "../features/type-parts.ts";
import * as faults from "../value-faults.ts";
import type { Lint } from "./lint.ts";

/** `console.log(f)`. */
export const printedFunction: Lint = (node, { checker }) => {
  if (!isPrinted(node) || isOfRecord(node, checker)) return undefined;
  const type = checker.getTypeAtLocation(node);
  const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  const types = [...partsOf(type), ...(item ? partsOf(item) : [])];
  return types.some((part) => part.getCallSignatures().length > 0 && !isClass(part))
    ? faults.printedFunction()
    : undefined;
};

/** `%j` and `%o` in the text that leads. */
export const formatDirective: Lint = (node) => {
  if (!isPrinted(node) || !ts.isStringLiteralLike(node)) return undefined;
  if (node.parent.arguments[0] !== node || node.parent.arguments.length < 2) return undefined;
  const found = /(?:^|[^%])(?:%%)*(%[jo])/.exec(node.text);
  return found ? faults.formatDirective(found[1] ?? "") : undefined;
};

const NOW = 'measure with now(): import { now } from "vnetos"';
const SPACES = 'begin the lines with spaces: console.log("  " + text)';
const WIDER: Readonly<Record<string, string>> = {
  assert: "write if (!good) console.error(text)",
  clear: "boards have no screen: write console.log",
  count: "keep a counter and print it",
  dir: "write console.log(value)",
  group: SPACES,
  groupEnd: SPACES,
  table: "write console.log(row) for each row, with padStart for columns",
  time: NOW,
  timeEnd: NOW,
  timeLog: NOW,
  trace: "print what you want to see with console.log",
};

/** `console.table(…)`. */
export const consoleMember: Lint = (node) => {
  if (!node.parent || !ts.isPropertyAccessExpression(node.parent) || node.parent.name !== node)
    return undefined;
  const { expression } = node.parent;
  if (!ts.isIdentifier(expression) || expression.text !== "console") return undefined;
  const advice = Object.hasOwn(WIDER, node.parent.name.text) && WIDER[node.parent.name.text];
  return advice ? faults.absent(`console.${node.parent.name.text}`, advice) : undefined;
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

function isPrinted(node: ts.Node): node is ts.Expression & { parent: ts.CallExpression } {
  const { parent } = node;
  if (!parent || !ts.isCallExpression(parent) || parent.expression === node) return false;
  const called = parent.expression;
  return (
    ts.isPropertyAccessExpression(called) &&
    ts.isIdentifier(called.expression) &&
    called.expression.text === "console"
  );
}

/** `counts.toString` is a number where the object says that all its values are. */
function isOfRecord(node: ts.Expression, checker: ts.TypeChecker): boolean {
  if (!ts.isPropertyAccessExpression(node)) return false;
  const type = checker.getTypeAtLocation(node.expression);
  return checker.getIndexTypeOfType(type, ts.IndexKind.String) !== undefined;
}

function isClass(type: ts.Type): boolean {
  return type.getConstructSignatures().length > 0;
}
