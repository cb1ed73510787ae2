import type * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { isGlobal } from "../lua-names.ts";
import { type AmbientCall, callLibrary, callRuntime } from "./ambient-call.ts";
import { isNeverMinusZero, tellsMinusZero } from "./minus-zero.ts";
import { asNumbers } from "./open-values.ts";
import { asFloat } from "./runtime-call.ts";

/** Those that Lua's `math` computes in the same way. */
const SAME: ReadonlySet<string> = new Set(
  "abs acos asin atan cos exp log random sin sqrt tan".split(" "),
);
/** Those of the runtime, by their name there. */
const OURS: Readonly<Record<string, string>> = {
  ceil: "MathCeil",
  clz32: "MathClz32",
  floor: "MathFloor",
  fround: "MathFround",
  hypot: "MathHypot",
  imul: "MathImul",
  log10: "MathLog10",
  log2: "MathLog2",
  max: "MathMax",
  min: "MathMin",
  round: "MathRound",
  sign: "MathSign",
  trunc: "MathTrunc",
  atan2: "MathAtan2",
  acosh: "MathAcosh",
  asinh: "MathAsinh",
  atanh: "MathAtanh",
  cbrt: "MathCbrt",
  cosh: "MathCosh",
  expm1: "MathExpm1",
  log1p: "MathLog1p",
  sinh: "MathSinh",
  tanh: "MathTanh",
};
const CONSTANTS: Readonly<Record<string, number>> = {
  E: Math.E,
  LN10: Math.LN10,
  LN2: Math.LN2,
  LOG10E: Math.LOG10E,
  LOG2E: Math.LOG2E,
  PI: Math.PI,
  SQRT1_2: Math.SQRT1_2,
  SQRT2: Math.SQRT2,
};

export const mathCall: AmbientCall = (name, given, node, context) => {
  const params = asNumbers(given, node, context);
  if (SAME.has(name)) return callLibrary("math", name, params, node);
  if (name === "floor" && !losesSign(node, context))
    return asFloat(callLibrary("math", name, params, node));
  const list = name === "max" || name === "min" ? spreadList(params) : undefined;
  if (list) return callRuntime(name === "max" ? "MathMaxOf" : "MathMinOf", [list], node, context);
  if (name === "pow") return power(params, node);
  const ours = OURS[name];
  return ours === undefined ? undefined : callRuntime(ours, params, node, context);
};

/** Whether Lua's floor would lose a sign that the program can tell. */
function losesSign(node: ts.CallExpression, { checker }: lua.TransformationContext): boolean {
  const [x] = node.arguments ?? [];
  return !x || (!isNeverMinusZero(x, checker) && tellsMinusZero(node, checker));
}

/** `Math.max(...list)`: however long the list is. */
function spreadList([only, ...others]: readonly lua.Expression[]): lua.Expression | undefined {
  if (!only || others.length > 0 || !lua.isCallExpression(only)) return undefined;
  return isGlobal(only.expression, "unpack") && only.params.length === 1
    ? only.params[0]
    : undefined;
}

/** `Math.PI` and its like, as literals. */
export function mathConstant(name: string, node: ts.Node): lua.Expression | undefined {
  const value = CONSTANTS[name];
  return value === undefined ? undefined : lua.createNumericLiteral(value, node);
}

function power([base, exponent]: lua.Expression[], node: ts.Node): lua.Expression | undefined {
  if (!base || !exponent) return undefined;
  return lua.createBinaryExpression(base, exponent, lua.SyntaxKind.PowerOperator, node);
}
