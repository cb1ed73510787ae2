import * as ts from "typescript";
import { partsOf } from "../features/type-parts.ts";
import { AMBIENT_FILE } from "../paths.ts";

/**
 * Names of the types of declarations/ that a type is or extends: of `new RangeError()` RangeError, Error and Object; of
 * a function Function and Object. All values are an Object.
 */
export function ownersOf(type: ts.Type, checker: ts.TypeChecker): readonly string[] {
  const owners = partsOf(type).flatMap((part) => ambientNames(checker.getApparentType(part)));
  const callable = partsOf(type).some(isCallable);
  return [...owners, ...(callable ? ["Function"] : []), "Object"];
}

function ambientNames(type: ts.Type): readonly string[] {
  const own = isAmbient(type.symbol) ? [type.symbol.name] : [];
  return [...own, ...(type.getBaseTypes() ?? []).flatMap(ambientNames)];
}

function isCallable(type: ts.Type): boolean {
  return type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
}

/** True for what declarations/ declare. */
export function isAmbient(symbol: ts.Symbol | undefined): boolean {
  return symbol?.declarations?.[0]?.getSourceFile().fileName === AMBIENT_FILE;
}

/** True when a call of `name`, an interface of declarations/, is what runs: under whatever name it is called. */
export function isMadeBy(
  node: ts.CallExpression | ts.NewExpression,
  name: string,
  checker: ts.TypeChecker,
): boolean {
  const declaration = checker.getResolvedSignature(node)?.declaration;
  if (declaration?.getSourceFile().fileName !== AMBIENT_FILE) return false;
  return ts.isInterfaceDeclaration(declaration.parent) && declaration.parent.name.text === name;
}
