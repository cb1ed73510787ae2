import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { transformLuaLibFunction } from "typescript-to-lua/dist/transformation/utils/lualib.js";
import { callRuntime } from "./ambient-call.ts";
import { lengthOf, mayBeText } from "./texts.ts";

type Context = lua.TransformationContext;

const NOTHING = ts.TypeFlags.Undefined | ts.TypeFlags.Null;

/** The list that an array pattern takes apart: an array itself, else so many values of what is iterated. */
export function listOf(
  source: lua.Expression,
  type: ts.Type | undefined,
  elements: readonly ts.Node[],
  node: ts.Node,
  context: Context,
): { readonly list: lua.Expression; readonly before: readonly lua.Statement[] } {
  if (type && isArray(type, context)) return { list: source, before: [] };
  const open = elements.some(isRest);
  const count = open ? [] : [lua.createNumericLiteral(elements.length)];
  const taken = callRuntime("Take", [source, ...count], node, context);
  const list = lua.createIdentifier(context.createTempName("list"));
  return { list, before: [lua.createVariableDeclarationStatement(list, taken, node)] };
}

function isArray(type: ts.Type, { checker }: Context): boolean {
  const constraint = checker.getBaseConstraintOfType(type) ?? type;
  const parts = constraint.isUnion() ? constraint.types : [constraint];
  return parts.every((part) => checker.isArrayLikeType(part) || part.flags & NOTHING);
}

function isRest(node: ts.Node): boolean {
  if (ts.isBindingElement(node)) return node.dotDotDotToken !== undefined;
  return ts.isSpreadElement(node);
}

/** `list[i + 1]`. */
export function itemOf(list: lua.Expression, index: number): lua.Expression {
  return lua.createTableIndexExpression(list, lua.createNumericLiteral(index + 1));
}

export function restOfList(
  list: lua.Expression,
  index: number,
  node: ts.Node,
  context: Context,
): lua.Expression {
  const from = lua.createNumericLiteral(index);
  return transformLuaLibFunction(context, lua.LuaLibFeature.ArraySlice, node, list, from);
}

/** `source.key`; the length of texts and arrays is no field. */
export function propertyOf(
  source: lua.Expression,
  key: lua.Expression,
  type: ts.Type | undefined,
  node: ts.Node,
  context: Context,
): lua.Expression {
  const isLength = lua.isStringLiteral(key) && key.value === "length";
  if (isLength && type && mayBeText(type, context)) return lengthOf(source, type, node, context);
  if (isLength && type && isArray(type, context))
    return lua.createUnaryExpression(source, lua.SyntaxKind.LengthOperator);
  return lua.createTableIndexExpression(source, key);
}

/** All of an object but those keys. */
export function restOfObject(
  source: lua.Expression,
  keys: readonly lua.Expression[],
  node: ts.Node,
  context: Context,
): lua.Expression {
  const fields = keys.map((key) =>
    lua.createTableFieldExpression(lua.createBooleanLiteral(true), key),
  );
  const table = lua.createTableExpression(fields);
  return transformLuaLibFunction(context, lua.LuaLibFeature.ObjectRest, node, source, table);
}

/** `if name == nil then name = default end`. */
export function defaultStatement(
  name: lua.Identifier | lua.TableIndexExpression,
  value: ts.Expression,
  context: Context,
): lua.Statement {
  context.pushPrecedingStatements();
  const result = context.transformExpression(value);
  const before = context.popPrecedingStatements();
  const block = lua.createBlock([...before, lua.createAssignmentStatement(name, result, value)]);
  const { EqualityOperator } = lua.SyntaxKind;
  const missing = lua.createBinaryExpression(name, lua.createNilLiteral(), EqualityOperator);
  return lua.createIfStatement(missing, block, undefined, value);
}

/** What a value is held in while it is taken apart. */
export function held(value: lua.Expression, context: Context) {
  const name = lua.createIdentifier(context.createTempName("held"));
  return { name, statement: lua.createVariableDeclarationStatement(name, value) };
}
