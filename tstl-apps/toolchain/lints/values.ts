import * as ts from "typescript";
import * as faults from "../faults.ts";
import { AMBIENT_FILE } from "../paths.ts";
import type { Lint } from "./lint.ts";

/** Ambient functions and constructors that exist in the compiler only. */
const COMPILED_AWAY: ReadonlySet<string> = new Set(
  "Array Boolean JSON Math Number Object String console isFinite isNaN parseFloat parseInt".split(
    " ",
  ),
);

/** `list.map(Number)`: there is no such value at run time. */
export const ambientValue: Lint = (node, { checker }) => {
  if (!ts.isIdentifier(node) || !COMPILED_AWAY.has(node.text) || !isValue(node)) return undefined;
  const declaration = checker.getSymbolAtLocation(node)?.declarations?.[0];
  if (declaration?.getSourceFile().fileName !== AMBIENT_FILE) return undefined;
  return faults.unsupportedValue(node.text);
};

function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== node;
  if (ts.isPropertyAccessExpression(parent)) return false;
  if (ts.isBinaryExpression(parent))
    return parent.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword;
  if (
    ts.isTypeNode(parent) ||
    ts.isTypeQueryNode(parent) ||
    ts.isExpressionWithTypeArguments(parent)
  )
    return false;
  return ts.isExpression(node) && !ts.isPropertyAssignment(parent);
}
