import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { transformCallAndArguments } from "typescript-to-lua/dist/transformation/visitors/call.js";
import { libraryField } from "../lua-names.ts";
import { callRuntime } from "./ambient-call.ts";
import { isAlways } from "./type-parts.ts";

/** Methods that are parts of the runtime, by what they are called on and their name. */
const METHODS: Readonly<Record<"list" | "text" | "number", Readonly<Record<string, string>>>> = {
  list: {
    copyWithin: "ArrayCopyWithin",
    entries: "ArrayEntries",
    findLast: "ArrayFindLast",
    findLastIndex: "ArrayFindLastIndex",
    keys: "ArrayKeys",
    lastIndexOf: "ArrayLastIndexOf",
    values: "ArrayValues",
  },
  text: {
    at: "StringAt",
    codePointAt: "StringCodePointAt",
    lastIndexOf: "StringLastIndexOf",
    repeat: "StringRepeat",
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
  const name = partOf(node, access, context.checker);
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
  checker: ts.TypeChecker,
): string | undefined {
  const method = access.name.text;
  if (!Object.values(METHODS).some((names) => Object.hasOwn(names, method)) && method !== "indexOf")
    return undefined;
  const type = checker.getTypeAtLocation(access.expression);
  const own = checker.getBaseConstraintOfType(type) ?? type;
  if (isAlways(own, ts.TypeFlags.StringLike))
    return method === "indexOf" && node.arguments.length > 1
      ? "StringIndexOf"
      : METHODS.text[method];
  if (isAlways(own, ts.TypeFlags.NumberLike)) return METHODS.number[method];
  return checker.isArrayLikeType(own) ? METHODS.list[method] : undefined;
}
