import * as ts from "typescript";
import { partsOf } from "../features/type-parts.ts";
import * as faults from "../value-faults.ts";
import { MEMBERS } from "./absent-members.ts";
import { CALENDAR } from "./absent-names.ts";
import { isAmbient, isMadeBy, ownersOf } from "./ambient-owners.ts";
import type { Lint } from "./lint.ts";

/** `[1].constructor`: an instance of a class knows its class; lists, texts, numbers and object literals are of none. */
export const absentConstructor: Lint = (node, { checker }) => {
  if (!node.parent || !ts.isPropertyAccessExpression(node.parent)) return undefined;
  if (node.parent.name !== node || node.parent.name.text !== "constructor") return undefined;
  const type = checker.getTypeAtLocation(node.parent.expression);
  const none = partsOf(type).some((part) => isOfNoClass(part, checker));
  return none && isAmbient(checker.getPropertyOfType(checker.getApparentType(type), "constructor"))
    ? faults.absent("constructor", "ask with instanceof, typeof or Array.isArray")
    : undefined;
};

function isOfNoClass(type: ts.Type, checker: ts.TypeChecker): boolean {
  const { StringLike, NumberLike, BooleanLike } = ts.TypeFlags;
  if (type.flags & (StringLike | NumberLike | BooleanLike)) return true;
  if (checker.isArrayLikeType(type)) return true;
  if (checker.getIndexTypeOfType(type, ts.IndexKind.String)) return false;
  const flags = type.symbol?.flags ?? 0;
  return (flags & (ts.SymbolFlags.ObjectLiteral | ts.SymbolFlags.TypeLiteral)) !== 0;
}

/** `new Date()` is the calendar's, `new Date(2026, 0, 31)` the time zone's; so is `super()` in a class that extends it. */
export const localDate: Lint = (node, { checker }) => {
  const isSuper = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
  if (!ts.isNewExpression(node) && !isSuper) return undefined;
  const count = node.arguments?.length ?? 0;
  if (count === 1 || !isMadeBy(node, "DateConstructor", checker)) return undefined;
  return count === 0
    ? faults.absent(`${node.getText()} without arguments`, CALENDAR)
    : faults.absent(node.getText(), "write new Date(Date.UTC(year, month, day))");
};

/** `new Error(text, { cause })`. */
export const errorCause: Lint = (node, { checker }) => {
  const { parent } = node;
  if (!parent || (!ts.isNewExpression(parent) && !ts.isCallExpression(parent))) return undefined;
  if (parent.arguments?.[1] !== node) return undefined;
  const owners = ownersOf(checker.getTypeAtLocation(parent.expression), checker);
  const advice = MEMBERS.Error?.cause;
  return advice && owners.includes("ErrorConstructor")
    ? faults.absent("the cause of an error", advice)
    : undefined;
};
