import * as ts from "typescript";
import { NATIVE_FILE } from "../paths.ts";
import * as faults from "../value-faults.ts";
import { MEMBERS } from "./absent-members.ts";
import { NAMES } from "./absent-names.ts";
import { ownersOf } from "./ambient-owners.ts";
import type { Lint } from "./lint.ts";

/** A name that TypeScript does not find, or that only the library may use, and that students know. */
export const absentName: Lint = (node, { checker }) => {
  if (!ts.isIdentifier(node) || !isReference(node) || !Object.hasOwn(NAMES, node.text))
    return undefined;
  return isDeclared(symbolOf(node, checker))
    ? undefined
    : faults.absent(node.text, NAMES[node.text] as string);
};

function symbolOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  return ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
}

/** For an app: `globalThis` is declared nowhere, the native calls of the boards are the library's. */
function isDeclared(symbol: ts.Symbol | undefined): boolean {
  const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
  return file !== undefined && file !== NATIVE_FILE;
}

/** Neither a member, nor what a pattern takes, nor a label. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  if (ts.isQualifiedName(parent)) return parent.right !== node;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node;
  return (
    !ts.isLabeledStatement(parent) &&
    !ts.isBreakOrContinueStatement(parent) &&
    !ts.isMetaProperty(parent)
  );
}

/** A member that TypeScript does not find, and that the value has in JavaScript. */
export const absentMember: Lint = (node, { checker }) => {
  const found = memberAt(node);
  if (!found) return undefined;
  const type = checker.getTypeAtLocation(found.owner);
  if (type.flags & ts.TypeFlags.Any || has(type, found.name, checker)) return undefined;
  for (const owner of ownersOf(type, checker)) {
    const advice = MEMBERS[owner];
    if (advice && Object.hasOwn(advice, found.name))
      return faults.absent(toldAs(owner, found.name), advice[found.name] as string);
  }
  return undefined;
};

/** As a member of its own, or as any key. */
function has(type: ts.Type, name: string, checker: ts.TypeChecker): boolean {
  const apparent = checker.getApparentType(type);
  return checker.getPropertyOfType(apparent, name) !== undefined || hasAnyKey(apparent, checker);
}

function hasAnyKey(type: ts.Type, checker: ts.TypeChecker): boolean {
  return checker.getIndexTypeOfType(type, ts.IndexKind.String) !== undefined;
}

/** What can be asked by name alone as `Object.freeze`, anything else as `toLocaleString`. */
function toldAs(owner: string, name: string): string {
  if (owner === "ConsoleOutput") return `console.${name}`;
  return owner.endsWith("Constructor") ? `${owner.slice(0, -11)}.${name}` : name;
}

interface Member {
  readonly owner: ts.Node;
  readonly name: string;
}

/** `owner.name`, `owner["name"]`, `const { name } = owner`, told at the name. */
function memberAt(node: ts.Node): Member | undefined {
  const { parent } = node;
  if (!parent) return undefined;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node)
    return { owner: parent.expression, name: parent.name.text };
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === node)
    return ts.isStringLiteralLike(node) ? { owner: parent.expression, name: node.text } : undefined;
  if (!ts.isIdentifier(node) || !ts.isBindingElement(parent) || parent.dotDotDotToken)
    return undefined;
  const taken = (parent.propertyName ?? parent.name) === node;
  return taken && ts.isObjectBindingPattern(parent.parent)
    ? { owner: parent.parent, name: node.text }
    : undefined;
}
