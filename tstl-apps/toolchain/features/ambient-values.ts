import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { importLuaLibFeature } from "typescript-to-lua/dist/transformation/utils/lualib.js";
import { callRuntime, isAmbient } from "./ambient-call.ts";
import { mathCall } from "./math.ts";

type Context = lua.TransformationContext;

/** Functions of the language by the name of the type that has them; "" for those that stand alone. What each runs. */
const FUNCTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "": {
    Boolean: "Truthy",
    Number: "NumberOf",
    String: "String",
    isFinite: "NumberIsFinite",
    isNaN: "NumberIsNaN",
    parseFloat: "ParseFloat",
    parseInt: "ParseInt",
  },
  ArrayConstructor: { isArray: "ArrayIsArray" },
  ConsoleOutput: {
    debug: "Log",
    error: "LogError",
    info: "Log",
    log: "Log",
    warn: "LogError",
  },
  JSON: { parse: "JsonParse", stringify: "JsonStringify" },
  NumberConstructor: {
    isFinite: "NumberIsFinite",
    isInteger: "NumberIsInteger",
    isNaN: "NumberIsNaN",
    parseFloat: "ParseFloat",
    parseInt: "ParseInt",
  },
  ObjectConstructor: { entries: "ObjectEntries", keys: "ObjectKeys", values: "ObjectValues" },
};

/** Those of FUNCTIONS that TypeScriptToLua's library has. */
const OF_LUALIB: ReadonlySet<string> = new Set([
  "NumberIsFinite",
  "NumberIsInteger",
  "NumberIsNaN",
]);

/** True for the name of a function that stands alone and can be a value: `list.map(Number)`. */
export function isFunctionName(text: string): boolean {
  return Object.hasOwn(FUNCTIONS[""] ?? {}, text);
}

/** `Number`, `String` and their like as a value: a function. Undefined: it is another name. */
export function nameAsValue(node: ts.Identifier, context: Context): lua.Expression | undefined {
  const name = FUNCTIONS[""]?.[node.text];
  return name === undefined ? undefined : wrapped(runtimeOf(name, node, context), node);
}

/** `Math.floor`, `console.log` and their like as a value: a function. Undefined: it is none that can be one. */
export function methodAsValue(
  owner: ts.Expression,
  name: string,
  node: ts.Node,
  context: Context,
): lua.Expression | undefined {
  if (isAmbient(owner, "Mathematics", context)) return mathAsValue(name, node, context);
  const type = Object.keys(FUNCTIONS).find((one) => isAmbient(owner, one, context));
  const runtime = type && FUNCTIONS[type]?.[name];
  return runtime ? wrapped(runtimeOf(runtime, node, context), node) : undefined;
}

/** `const { floor, max } = Math`: a table of those that are asked for. Undefined: one of them can be no value. */
export function objectAsValue(
  owner: ts.Identifier,
  pattern: ts.ObjectBindingPattern,
  context: Context,
): lua.Expression | undefined {
  const fields = pattern.elements.map((one) => {
    const name = one.propertyName ?? one.name;
    const value = ts.isIdentifier(name) && methodAsValue(owner, name.text, one, context);
    if (!value || !ts.isIdentifier(name) || one.dotDotDotToken) return undefined;
    return lua.createTableFieldExpression(value, lua.createStringLiteral(name.text));
  });
  const found = fields.filter((field) => field !== undefined);
  return found.length === fields.length ? lua.createTableExpression(found, owner) : undefined;
}

function mathAsValue(name: string, node: ts.Node, context: Context): lua.Expression | undefined {
  const call = mathCall(name, [lua.createDotsLiteral()], node as ts.CallExpression, context);
  return call && wrapped(call, node);
}

function runtimeOf(name: string, node: ts.Node, context: Context): lua.Expression {
  const params = [lua.createDotsLiteral()];
  if (!OF_LUALIB.has(name)) return callRuntime(name, params, node, context);
  importLuaLibFeature(context, name as lua.LuaLibFeature);
  return lua.createCallExpression(lua.createIdentifier(`__TS__${name}`), params, node);
}

/** `function(____, ...) return f(...) end`: the first parameter is `this`. */
function wrapped(call: lua.Expression, node: ts.Node): lua.Expression {
  const block = lua.createBlock([lua.createReturnStatement([call])]);
  const self = lua.createAnonymousIdentifier();
  return lua.createFunctionExpression(
    block,
    [self],
    lua.createDotsLiteral(),
    lua.NodeFlags.Inline,
    node,
  );
}
