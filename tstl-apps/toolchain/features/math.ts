import type * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { type AmbientCall, callLibrary, callRuntime } from "./ambient-call.ts";
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
  if (name === "floor") return asFloat(callLibrary("math", name, params, node));
  if (name === "pow") return power(params, node);
  const ours = OURS[name];
  return ours === undefined ? undefined : callRuntime(ours, params, node, context);
};

/** `Math.PI` and its like, as literals. */
export function mathConstant(name: string, node: ts.Node): lua.Expression | undefined {
  const value = CONSTANTS[name];
  return value === undefined ? undefined : lua.createNumericLiteral(value, node);
}

function power([base, exponent]: lua.Expression[], node: ts.Node): lua.Expression | undefined {
  if (!base || !exponent) return undefined;
  return lua.createBinaryExpression(base, exponent, lua.SyntaxKind.PowerOperator, node);
}
