import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { callRuntime } from "./ambient-call.ts";

/** What a value can be besides true, false, an object and nothing: each is false in TypeScript, true in Lua. */
type Doubt = "none" | "number" | "string" | "any";

/** The condition that is true in Lua where `value` is truthy in TypeScript; `source` tells its type. */
export function truthy(
  value: lua.Expression,
  source: ts.Expression,
  context: lua.TransformationContext,
): lua.Expression {
  const doubt = doubtOf(context.checker.getTypeAtLocation(source), context.checker);
  if (doubt === "none") return value;
  if (doubt === "string") return isText(value, source);
  if (doubt === "number" && lua.isIdentifier(value)) return isNumber(value, source);
  return callRuntime("Truthy", [value], source, context);
}

/**
 * `x and x ~= 0 and x == x`: the last is false for NaN. The first is needed although the type is number: what stands
 * behind the end of a list is undefined.
 */
function isNumber(value: lua.Identifier, source: ts.Node): lua.Expression {
  const { AndOperator } = lua.SyntaxKind;
  const name = () => lua.cloneIdentifier(value);
  const notZero = compare(name(), lua.createNumericLiteral(0), "~=", source);
  const there = lua.createBinaryExpression(value, notZero, AndOperator, source);
  return lua.createBinaryExpression(
    there,
    compare(name(), name(), "==", source),
    AndOperator,
    source,
  );
}

/** `(x or "") ~= ""`; just `x ~= ""` where x is certainly a text. */
function isText(value: lua.Expression, source: ts.Expression): lua.Expression {
  const empty = () => lua.createStringLiteral("");
  if (isSurelyText(source)) return compare(value, empty(), "~=", source);
  const given = lua.createBinaryExpression(value, empty(), lua.SyntaxKind.OrOperator, source);
  return compare(given, empty(), "~=", source);
}

/** Made on the spot. */
function isSurelyText(source: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(source)) return isSurelyText(source.expression);
  if (ts.isBinaryExpression(source)) return source.operatorToken.kind === ts.SyntaxKind.PlusToken;
  return ts.isTemplateExpression(source) || ts.isStringLiteralLike(source);
}

function compare(
  left: lua.Expression,
  right: lua.Expression,
  operator: "==" | "~=",
  origin: ts.Node,
) {
  const { EqualityOperator, InequalityOperator } = lua.SyntaxKind;
  const kind = operator === "==" ? EqualityOperator : InequalityOperator;
  return lua.createBinaryExpression(left, right, kind, origin);
}

/** True when 0, "" or NaN may come out: then Lua's own `and`, `or` and `if` would be wrong. */
export function isDoubtful(source: ts.Expression, checker: ts.TypeChecker): boolean {
  return doubtOf(checker.getTypeAtLocation(source), checker) !== "none";
}

function doubtOf(type: ts.Type, checker: ts.TypeChecker): Doubt {
  const constraint = checker.getBaseConstraintOfType(type) ?? type;
  const parts = constraint.isUnion() ? constraint.types : [constraint];
  const doubts = new Set(parts.map(doubtOfPart));
  if (doubts.size === 1) return [...doubts][0] ?? "any";
  return [...doubts].some((doubt) => doubt !== "none") ? "any" : "none";
}

function doubtOfPart(type: ts.Type): Doubt {
  if (type.flags & ts.TypeFlags.NumberLike) return "number";
  if (type.flags & ts.TypeFlags.StringLike) return "string";
  const open = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter;
  if (type.flags & open) return "any";
  return type.isIntersection() ? doubtOfBranded(type) : "none";
}

/** `string & { brand: … }`. */
function doubtOfBranded({ types }: ts.IntersectionType): Doubt {
  return types.map(doubtOfPart).find((doubt) => doubt !== "none") ?? "none";
}
