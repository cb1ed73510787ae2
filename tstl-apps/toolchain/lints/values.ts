import * as ts from "typescript";
import * as faults from "../faults.ts";
import { isFunctionName, knownName } from "../features/function-name.ts";
import { AMBIENT_FILE } from "../paths.ts";
import type { Lint } from "./lint.ts";

/** Ambient objects that exist in the compiler only. */
const COMPILED_AWAY: ReadonlySet<string> = new Set(
  "Array JSON Math Object Symbol console queueMicrotask structuredClone".split(" "),
);

/** `const m = Math`: there is no such value at run time. Functions can be values, and parts of objects be taken. */
export const ambientValue: Lint = (node, { checker }) => {
  if (!ts.isIdentifier(node) || !COMPILED_AWAY.has(node.text) || !isValue(node)) return undefined;
  const declaration = checker.getSymbolAtLocation(node)?.declarations?.[0];
  if (declaration?.getSourceFile().fileName !== AMBIENT_FILE) return undefined;
  return faults.unsupportedValue(node.text);
};

function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) return false;
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

/** Types whose methods are no values in Lua: arrays, texts and functions are no objects with methods there. */
const WITHOUT_METHODS: ReadonlySet<string> = new Set(
  "Array Boolean CallableFunction Function Number ReadonlyArray String".split(" "),
);

/** `list.push` without a call. */
export const methodValue: Lint = (node, { checker }) => {
  if (!ts.isPropertyAccessExpression(node) || isCallee(node)) return undefined;
  const declaration = checker.getSymbolAtLocation(node.name)?.declarations?.[0];
  if (!declaration || !ts.isMethodSignature(declaration)) return undefined;
  if (declaration.getSourceFile().fileName !== AMBIENT_FILE) return undefined;
  const owner = declaration.parent;
  const isOne = ts.isInterfaceDeclaration(owner) && WITHOUT_METHODS.has(owner.name.text);
  return isOne ? faults.unsupportedValue(node.getText()) : undefined;
};

/** `f.name` where nothing tells which function f is. */
export const unknownFunctionName: Lint = (node, { checker }) => {
  if (!ts.isPropertyAccessExpression(node) || !isFunctionName(node, checker)) return undefined;
  return knownName(node.expression, checker) === undefined ? faults.functionName() : undefined;
};

function isCallee(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent))
    return isCallee(parent);
  return ts.isCallExpression(parent) && parent.expression === node;
}
