import * as ts from "typescript";
import { partsOf } from "../features/type-parts.ts";
import * as faults from "../value-faults.ts";
import { isAmbient, isMadeBy } from "./ambient-owners.ts";
import type { Lint } from "./lint.ts";

/** `console.log(f)`. */
export const printedFunction: Lint = (node, { checker }) => {
  if (!isPrinted(node, checker) || isOfRecord(node, checker)) return undefined;
  const found = itemsAt(node, checker).some(isPlainFunction);
  return found ? faults.printedFunction() : undefined;
};

/** `${f}`, `"" + f`, `String(f)`, `f.toString()`, `[f].join()`, and the same of a class. */
export const functionText: Lint = (node, { checker }) => {
  if (!node.parent || !ts.isExpression(node) || !becomesText(node, checker)) return undefined;
  if (isOfRecord(node, checker)) return undefined;
  const found = itemsAt(node, checker).some((type) => isWithoutText(type, checker));
  return found ? faults.functionText(node.getText()) : undefined;
};

/** An argument of console.log and its like, under whatever name they are called. */
export function isPrinted(
  node: ts.Node,
  checker: ts.TypeChecker,
): node is ts.Expression & { parent: ts.CallExpression } {
  const { parent } = node;
  if (!parent || !ts.isCallExpression(parent) || parent.expression === node) return false;
  return isMadeBy(parent, "ConsoleOutput", checker);
}

function becomesText(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const { parent } = node;
  if (ts.isTemplateSpan(parent)) return !ts.isTaggedTemplateExpression(parent.parent.parent);
  if (ts.isBinaryExpression(parent)) {
    const { PlusToken, PlusEqualsToken } = ts.SyntaxKind;
    const { kind } = parent.operatorToken;
    return kind === PlusToken || (kind === PlusEqualsToken && parent.right === node);
  }
  if (ts.isCallExpression(parent))
    return parent.arguments[0] === node && isMadeBy(parent, "StringConstructor", checker);
  if (!ts.isPropertyAccessExpression(parent) || parent.name === node) return false;
  const isText = parent.name.text === "toString" || parent.name.text === "join";
  return isText && isAmbient(checker.getSymbolAtLocation(parent.name));
}

/** The types that the value may be of, and those of its elements where it may be a list. */
function itemsAt(node: ts.Expression, checker: ts.TypeChecker): readonly ts.Type[] {
  const types = partsOf(checker.getTypeAtLocation(node));
  const lists = types.filter((type) => checker.isArrayLikeType(type));
  const items = lists.map((list) => checker.getIndexTypeOfType(list, ts.IndexKind.Number));
  return [...types, ...items.flatMap((item) => (item ? partsOf(item) : []))];
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

/** A function or class that has no toString of its own. */
function isWithoutText(type: ts.Type, checker: ts.TypeChecker): boolean {
  const isOne = type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
  return isOne && isAmbient(checker.getApparentType(type).getProperty("toString"));
}
