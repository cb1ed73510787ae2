import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { isAppFile } from "../paths.ts";
import { callRuntime, useRuntime } from "./ambient-call.ts";
import { mayBe } from "./type-parts.ts";

type Context = lua.TransformationContext;

/**
 * Methods of texts that count as JavaScript does, in units of UTF-16, by the name of their part and from how many
 * arguments on they count: `includes(part)` alone does not.
 */
const COUNTING: Readonly<Record<string, readonly [part: string, from: number]>> = {
  at: ["TextAt", 0],
  charAt: ["TextCharAt", 0],
  charCodeAt: ["TextCharCodeAt", 0],
  codePointAt: ["TextCodePointAt", 0],
  endsWith: ["TextEndsWith", 2],
  includes: ["TextIncludes", 2],
  indexOf: ["TextIndexOf", 0],
  lastIndexOf: ["TextLastIndexOf", 0],
  padEnd: ["TextPadEnd", 0],
  padStart: ["TextPadStart", 0],
  slice: ["TextSlice", 0],
  startsWith: ["TextStartsWith", 2],
  substr: ["TextSubstr", 0],
  substring: ["TextSubstring", 0],
  toLowerCase: ["TextLower", 0],
  toUpperCase: ["TextUpper", 0],
};

/**
 * The part of the runtime for a method of a text; undefined: the compiler's own is right. The library of the boards goes
 * by bytes, as messages and files do.
 */
export function textMethod(
  { arguments: given }: ts.CallExpression,
  method: string,
  { sourceFile }: Context,
): string | undefined {
  if (method === "repeat") return "StringRepeat";
  if (!isAppFile(sourceFile.fileName))
    return method === "indexOf" && given.length > 1 ? "StringIndexOf" : undefined;
  if (method === "split") return splitsWhole(given) ? undefined : "TextSplit";
  if (!Object.hasOwn(COUNTING, method)) return undefined;
  const [part, from] = COUNTING[method] as readonly [string, number];
  return given.length < from ? undefined : part;
}

/** `text.split(",")`: between characters. */
function splitsWhole([separator]: readonly ts.Expression[]): boolean {
  return separator !== undefined && ts.isStringLiteralLike(separator) && separator.text !== "";
}

/** `text.length`; undefined: it is not that. Compared with 0 a text of bytes is as long as one of units. */
export function textLength(
  node: ts.PropertyAccessExpression,
  context: Context,
): lua.Expression | undefined {
  if (node.name.text !== "length" || !isAppFile(context.sourceFile.fileName)) return undefined;
  const type = context.checker.getTypeAtLocation(node.expression);
  if (!mayBeText(type, context) || isComparedWithZero(node)) return undefined;
  return lengthOf(context.transformExpression(node.expression), type, node, context);
}

/** How long the value is, a text or perhaps a text. */
export function lengthOf(
  value: lua.Expression,
  type: ts.Type,
  node: ts.Node,
  context: Context,
): lua.Expression {
  if (!isText(type, context)) return callRuntime("LengthOf", [value], node, context);
  return lua.createTableIndexExpression(useRuntime("Length", node, context), value, node);
}

function constraintOf(type: ts.Type, { checker }: Context): ts.Type {
  return checker.getNonNullableType(checker.getBaseConstraintOfType(type) ?? type);
}

export function mayBeText(type: ts.Type, context: Context): boolean {
  return mayBe(constraintOf(type, context), ts.TypeFlags.StringLike);
}

function isText(type: ts.Type, context: Context): boolean {
  const own = constraintOf(type, context);
  const parts = own.isUnion() ? own.types : [own];
  return parts.every((part) => (part.flags & ts.TypeFlags.StringLike) !== 0);
}

function isComparedWithZero(node: ts.Expression): boolean {
  const { parent } = node;
  if (!parent || !ts.isBinaryExpression(parent)) return false;
  const { EqualsEqualsEqualsToken, ExclamationEqualsEqualsToken, GreaterThanToken } = ts.SyntaxKind;
  const { kind } = parent.operatorToken;
  return (
    parent.left === node &&
    ts.isNumericLiteral(parent.right) &&
    parent.right.text === "0" &&
    (kind === EqualsEqualsEqualsToken ||
      kind === ExclamationEqualsEqualsToken ||
      kind === GreaterThanToken)
  );
}
