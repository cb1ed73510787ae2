import * as ts from "typescript";
import * as faults from "../faults.ts";
import { isAlways } from "../features/type-parts.ts";
import { AMBIENT_FILE } from "../paths.ts";
import { openClass as openClassFault } from "../value-faults.ts";
import type { Lint } from "./lint.ts";

/** Ambient constructors that are no classes at run time. */
const NO_CLASSES: ReadonlySet<string> = new Set(
  "Array Boolean Function Number Object Promise String Symbol".split(" "),
);

/** `#x` in a class and again in one that it extends: in Lua they would be one field. */
export const privateClash: Lint = (node, { checker }) => {
  if (!ts.isPrivateIdentifier(node) || !ts.isClassElement(node.parent)) return undefined;
  const owner = node.parent.parent;
  if (node.parent.name !== node || !ts.isClassLike(owner)) return undefined;
  for (let base = baseOf(owner, checker); base; base = baseOf(base, checker)) {
    const clash = base.members.some(
      ({ name }) => name && ts.isPrivateIdentifier(name) && name.text === node.text,
    );
    if (clash) return faults.privateClash(node.text, base.name?.text ?? "");
  }
  return undefined;
};

/** `class Counts { [key: string]: number }`. */
export const openClass: Lint = (node) =>
  ts.isIndexSignatureDeclaration(node) && ts.isClassLike(node.parent)
    ? openClassFault()
    : undefined;

/** `@half x = 4`, where the decorator gives a function that is to change 4. */
export const fieldDecorator: Lint = (node, { checker }) => {
  if (!ts.isDecorator(node) || !ts.isPropertyDeclaration(node.parent)) return undefined;
  const given = checker.getResolvedSignature(node)?.getReturnType();
  const nothing = ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never;
  return given && !isAlways(given, nothing) ? faults.fieldDecorator(node.getText()) : undefined;
};

export const constructorReturn: Lint = (node) => {
  if (!ts.isReturnStatement(node) || !node.expression) return undefined;
  const around = ts.findAncestor(node, ts.isFunctionLike);
  return around && ts.isConstructorDeclaration(around) ? faults.constructorReturn() : undefined;
};

export const extendsBuiltin: Lint = (node, { checker }) => {
  if (!ts.isHeritageClause(node) || node.token !== ts.SyntaxKind.ExtendsKeyword) return undefined;
  const base = node.types[0]?.expression;
  if (!ts.isClassLike(node.parent) || !base || !ts.isIdentifier(base)) return undefined;
  const declaration = checker.getSymbolAtLocation(base)?.declarations?.[0];
  if (declaration?.getSourceFile().fileName !== AMBIENT_FILE) return undefined;
  return NO_CLASSES.has(base.text) ? faults.extendsBuiltin(base.text) : undefined;
};

/** Arrow functions have that of the function around them. */
export const newTarget: Lint = (node) => {
  if (!ts.isMetaProperty(node) || node.keywordToken !== ts.SyntaxKind.NewKeyword) return undefined;
  const around = ts.findAncestor(node, (at) => ts.isFunctionLike(at) && !ts.isArrowFunction(at));
  return around && ts.isConstructorDeclaration(around) ? undefined : faults.newTarget();
};

/** `static x = super.y`: what a class's static values inherit is not where the compiler looks. */
export const superInStatic: Lint = (node) => {
  if (node.kind !== ts.SyntaxKind.SuperKeyword) return undefined;
  const around = ts.findAncestor(
    node,
    (at) =>
      ts.isPropertyDeclaration(at) ||
      ts.isClassStaticBlockDeclaration(at) ||
      (ts.isFunctionLike(at) && !ts.isArrowFunction(at)),
  );
  if (!around || ts.isFunctionLike(around)) return undefined;
  const isStatic =
    ts.isClassStaticBlockDeclaration(around) ||
    (ts.isPropertyDeclaration(around) &&
      (ts.getCombinedModifierFlags(around) & ts.ModifierFlags.Static) !== 0);
  return isStatic ? faults.superInStatic() : undefined;
};

function baseOf(
  node: ts.ClassLikeDeclaration,
  checker: ts.TypeChecker,
): ts.ClassLikeDeclaration | undefined {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const base = clause?.types[0];
  const symbol = base && checker.getTypeAtLocation(base).symbol;
  const declaration = symbol?.valueDeclaration;
  return declaration && ts.isClassLike(declaration) ? declaration : undefined;
}
