import * as lua from "typescript-to-lua";
import { libraryField } from "../lua-names.ts";
import type { Rewrite } from "../lua-rewrite.ts";
import { runtimeCall } from "./runtime-call.ts";

const NAMES: Readonly<Record<string, string>> = {
  band: "BitAnd",
  bor: "BitOr",
  bxor: "BitXor",
  bnot: "BitNot",
  lshift: "ShiftLeft",
  arshift: "ShiftRight",
  rshift: "ShiftRightUnsigned",
};

/** Bit operators work on 32-bit integers on every VM. `x | 0` and `x >>> 0` only convert. */
export const rewriteBits: Rewrite = (node, _place, context) => {
  if (!lua.isCallExpression(node)) return undefined;
  const name = NAMES[libraryField(node.expression, "bit") ?? ""];
  if (name === undefined) return undefined;
  const [left, right] = node.params;
  if (left && right && isZero(right) && name === "BitOr")
    return runtimeCall("Int32", [left], context, node);
  if (left && right && isZero(right) && name === "ShiftRightUnsigned")
    return runtimeCall("Uint32", [left], context, node);
  return runtimeCall(name, node.params, context, node);
};

function isZero(node: lua.Expression): boolean {
  return lua.isNumericLiteral(node) && node.value === 0;
}
