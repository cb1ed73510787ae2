import * as ts from "typescript";
import { partsOf } from "../features/type-parts.ts";
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
