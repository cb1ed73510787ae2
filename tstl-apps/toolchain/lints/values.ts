import * as ts from "typescript";
import * as faults from "../faults.ts";
import { isDoubtful } from "../features/truthiness.ts";
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

/** `x ||= y` where x may be 0 or "". */
export const logicalAssignment: Lint = (node, { checker }) => {
  if (!ts.isBinaryExpression(node)) return undefined;
  const { kind } = node.operatorToken;
  const { BarBarEqualsToken, AmpersandAmpersandEqualsToken } = ts.SyntaxKind;
  if (kind !== BarBarEqualsToken && kind !== AmpersandAmpersandEqualsToken) return undefined;
  return isDoubtful(node.left, checker) ? faults.logicalAssignment(node.getText()) : undefined;
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
