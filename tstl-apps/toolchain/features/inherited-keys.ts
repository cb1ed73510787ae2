import * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { isAppFile } from "../paths.ts";
import { mayBe } from "./type-parts.ts";

/** What objects inherit in JavaScript. */
const NAMES: ReadonlySet<string> = new Set(
  (
    "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf " +
    "__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__"
  ).split(" "),
);

const OPEN =
  ts.TypeFlags.Any |
  ts.TypeFlags.Unknown |
  ts.TypeFlags.String |
  ts.TypeFlags.TemplateLiteral |
  ts.TypeFlags.StringMapping;

export function isInherited(name: string): boolean {
  return NAMES.has(name);
}

/**
 * A read of `object[key]` where the key may be a name that objects inherit: then all objects of the program inherit
 * them, see runtime/Inherited.lua.
 */
export function noteInheritedKey(key: ts.Expression, context: lua.TransformationContext): void {
  if (!isAppFile(context.sourceFile.fileName) || !isRead(key.parent)) return;
  if (mayBeInherited(key, context.checker))
    (context.usedLuaLibFeatures as Set<string>).add("Inherited");
}

function isRead(access: ts.Node): boolean {
  if (!ts.isElementAccessExpression(access)) return false;
  const { parent } = access;
  return !(
    ts.isBinaryExpression(parent) &&
    parent.left === access &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

function mayBeInherited(key: ts.Expression, checker: ts.TypeChecker): boolean {
  const type = checker.getTypeAtLocation(key);
  const own = checker.getBaseConstraintOfType(type) ?? type;
  const parts = own.isUnion() ? own.types : [own];
  return parts.some((part) =>
    part.isStringLiteral() ? isInherited(part.value) : mayBe(part, OPEN),
  );
}
