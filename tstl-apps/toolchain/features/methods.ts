import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { transformCallAndArguments } from "typescript-to-lua/dist/transformation/visitors/call.js";
import { libraryField } from "../lua-names.ts";
import { callRuntime } from "./ambient-call.ts";
import { textMethod } from "./texts.ts";
import { isAlways } from "./type-parts.ts";

/** Methods that are parts of the runtime, by what they are called on and their name. */
const METHODS: Readonly<Record<"list" | "number", Readonly<Record<string, string>>>> = {
  list: {
    copyWithin: "ArrayCopyWithin",
    entries: "ArrayEntries",
    findLast: "ArrayFindLast",
    findLastIndex: "ArrayFindLastIndex",
    keys: "ArrayKeys",
    lastIndexOf: "ArrayLastIndexOf",
    values: "ArrayValues",
  },
  number: {
    toExponential: "NumberToExponential",
    toPrecision: "NumberToPrecision",
  },
};

/** `list.pop()`: LuaJIT's own gives no value at all when the list is empty. Undefined: it is not that. */
export function removal(
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  const method = access.name.text;
  // What TypeScriptToLua makes of `list?.pop()` has no parent.
  const parent = node.parent as ts.Node | undefined;
  if ((method !== "pop" && method !== "shift") || (parent && ts.isExpressionStatement(parent)))
    return undefined;
  const plain = context.superTransformExpression(node);
  const removes = lua.isCallExpression(plain) && libraryField(plain.expression, "table");
  return removes === "remove" ? lua.createParenthesizedExpression(plain, node) : plain;
}

/** `list.findLast(…)`, `text.at(…)`, `x.toPrecision(…)`; undefined: it is another's. */
export function runtimeMethod(
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  const name = partOf(node, access, context);
  if (name === undefined) return undefined;
  const signature = context.checker.getResolvedSignature(node);
  const [self, params] = transformCallAndArguments(
    context,
    access.expression,
    node.arguments,
    signature,
  );
  return callRuntime(name, [self, ...params], node, context);
}

function partOf(
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  context: lua.TransformationContext,
): string | undefined {
  const { checker } = context;
  const method = access.name.text;
  const type = checker.getTypeAtLocation(access.expression);
  const own = checker.getBaseConstraintOfType(type) ?? type;
  if (isAlways(own, ts.TypeFlags.StringLike)) return textMethod(node, method, context);
  const isNumber = isAlways(own, ts.TypeFlags.NumberLike);
  if (!isNumber && !checker.isArrayLikeType(own)) return undefined;
  const names = isNumber ? METHODS.number : METHODS.list;
  return Object.hasOwn(names, method) ? names[method] : undefined;
}
