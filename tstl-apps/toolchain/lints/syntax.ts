import * as ts from "typescript";
import * as faults from "../faults.ts";
import type { Lint } from "./lint.ts";

export const regularExpression: Lint = (node) =>
  ts.isRegularExpressionLiteral(node) ? faults.regularExpression(node.text) : undefined;

/** `new RegExp(…)` and `RegExp(…)`. */
export const regularExpressionClass: Lint = (node) => {
  if (!ts.isIdentifier(node) || node.text !== "RegExp") return undefined;
  const { parent } = node;
  const isMade =
    (ts.isNewExpression(parent) || ts.isCallExpression(parent)) && parent.expression === node;
  return isMade ? faults.regularExpression(parent.getText()) : undefined;
};

/** `text.match(…)` and its like. */
export const regularExpressionMethod: Lint = (node, { checker }) => {
  if (!ts.isPropertyAccessExpression(node) || !/^(match|matchAll|search)$/.test(node.name.text))
    return undefined;
  const type = checker.getTypeAtLocation(node.expression);
  return type.flags & ts.TypeFlags.StringLike
    ? faults.regularExpression(node.getText())
    : undefined;
};

/** `using x = …`, `await using x = …`. */
export const usingDeclaration: Lint = (node) =>
  ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using
    ? faults.usingDeclaration()
    : undefined;

export const awaitUsingDeclaration: Lint = (node) =>
  ts.isVariableDeclarationList(node) &&
  (node.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing
    ? faults.usingDeclaration()
    : undefined;

export const topLevelAwait: Lint = (node) => {
  const waits = ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier);
  return waits && !ts.findAncestor(node, ts.isFunctionLike) ? faults.topLevelAwait() : undefined;
};

export const importMeta: Lint = (node) =>
  ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword
    ? faults.importMeta()
    : undefined;

export const bigint: Lint = (node) =>
  ts.isBigIntLiteral(node) ? faults.bigint(node.text) : undefined;

export const varDeclaration: Lint = (node) => {
  if (!ts.isVariableDeclarationList(node)) return undefined;
  return node.flags & ts.NodeFlags.BlockScoped ? undefined : faults.varDeclaration();
};

/** Members of that name are the program's own. */
export const argumentsObject: Lint = (node, { checker }) => {
  if (!ts.isIdentifier(node) || node.text !== "arguments" || !isUse(node)) return undefined;
  return checker.getSymbolAtLocation(node)?.declarations ? undefined : faults.argumentsObject();
};

/** `{ __proto__: base }` is a key in Lua, and no prototype. */
export const prototypeKey: Lint = (node) =>
  ts.isPropertyAssignment(node) &&
  !ts.isComputedPropertyName(node.name) &&
  node.name.getText().replaceAll(/["']/g, "") === "__proto__"
    ? faults.prototypeKey()
    : undefined;

export const debuggerStatement: Lint = (node) =>
  ts.isDebuggerStatement(node) ? faults.debuggerStatement() : undefined;

export const withStatement: Lint = (node) =>
  ts.isWithStatement(node) ? faults.withStatement() : undefined;

/** `declare const window: any`: a promise that no board keeps. Types alone promise nothing. */
export const ambientDeclaration: Lint = (node) => {
  if (ts.isClassElement(node) || !ts.canHaveModifiers(node)) return undefined;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return undefined;
  const declares = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);
  return declares ? faults.ambientDeclaration() : undefined;
};

/** `this` outside of every function and class: in JavaScript it depends on how a file is loaded. */
export const thisOutside: Lint = (node) => {
  if (node.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const around = ts.findAncestor(
    node,
    (at) => ts.isClassElement(at) || (ts.isFunctionLike(at) && !ts.isArrowFunction(at)),
  );
  return around ? undefined : faults.thisOutside();
};

export const importExpression: Lint = (node) =>
  ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
    ? faults.importExpression()
    : undefined;

export const sparseArray: Lint = (node) =>
  ts.isArrayLiteralExpression(node) && node.elements.some(ts.isOmittedExpression)
    ? faults.sparseArray()
    : undefined;

function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  return (
    !ts.isPropertyAssignment(parent) && !ts.isParameter(parent) && !ts.isBindingElement(parent)
  );
}
