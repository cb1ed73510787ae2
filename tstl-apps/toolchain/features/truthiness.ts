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
  if (doubt === "string") return compare(value, lua.createStringLiteral(""), "~=", source);
  if (doubt === "number" && lua.isIdentifier(value)) return isNumber(value, source);
  return callRuntime("Truthy", [value], source, context);
}

/** `x ~= 0 and x == x`: the second is false for NaN. */
function isNumber(value: lua.Identifier, source: ts.Node): lua.Expression {
  const notZero = compare(value, lua.createNumericLiteral(0), "~=", source);
  const notNan = compare(lua.cloneIdentifier(value), lua.cloneIdentifier(value), "==", source);
  return lua.createBinaryExpression(notZero, notNan, lua.SyntaxKind.AndOperator, source);
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
