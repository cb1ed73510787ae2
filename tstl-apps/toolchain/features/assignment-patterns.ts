import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { transformAssignment } from "typescript-to-lua/dist/transformation/visitors/binary-expression/assignments.js";
import { transformPropertyName } from "typescript-to-lua/dist/transformation/visitors/literal.js";
import { assignElement, elementOf } from "./list-write.ts";
import { stable } from "./logical-assignment.ts";
import {
  defaultStatement,
  held,
  itemOf,
  listOf,
  propertyOf,
  restOfList,
  restOfObject,
} from "./pattern-values.ts";

type Context = lua.TransformationContext;
type Pattern = ts.ArrayLiteralExpression | ts.ObjectLiteralExpression;

/** `[a, { b: o.c = 1 }] = source` as statements: each target is evaluated before its value is taken. */
export function assignPattern(
  context: Context,
  pattern: Pattern,
  source: lua.Expression,
  type?: ts.Type,
): lua.Statement[] {
  return ts.isArrayLiteralExpression(pattern)
    ? assignList(pattern, source, type, context)
    : assignObject(pattern, source, type, context);
}

/** The same for an assignment whose right side is in `source`. */
export function assignDestructured(
  context: Context,
  { left, right }: ts.DestructuringAssignment,
  source: lua.Expression,
): lua.Statement[] {
  return assignPattern(context, left, source, context.checker.getTypeAtLocation(right));
}

/** `[a, b] = xs` where xs is no array: Lua's own assignment of many would not do. Undefined: it is not that. */
export function iterableAssignment(
  { expression }: ts.ExpressionStatement,
  context: Context,
): lua.Statement[] | undefined {
  if (!ts.isBinaryExpression(expression)) return undefined;
  const { left, right, operatorToken } = expression;
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isArrayLiteralExpression(left))
    return undefined;
  const type = context.checker.getTypeAtLocation(right);
  if (context.checker.isArrayLikeType(type)) return undefined;
  const { name, statement } = held(context.transformExpression(right), context);
  return [
    lua.createDoStatement([statement, ...assignPattern(context, left, name, type)], expression),
  ];
}

function assignList(
  pattern: ts.ArrayLiteralExpression,
  source: lua.Expression,
  type: ts.Type | undefined,
  context: Context,
): lua.Statement[] {
  const { list, before } = listOf(source, type, pattern.elements, pattern, context);
  const item = type && context.checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  const assigned = pattern.elements.flatMap((one, index) => {
    if (ts.isOmittedExpression(one)) return [];
    if (ts.isSpreadElement(one))
      return assignTarget(one.expression, restOfList(list, index, one, context), type, context);
    return assignPart(one, itemOf(list, index), item, context);
  });
  return [...before, ...assigned];
}

function assignObject(
  pattern: ts.ObjectLiteralExpression,
  source: lua.Expression,
  type: ts.Type | undefined,
  context: Context,
): lua.Statement[] {
  const keys: lua.Expression[] = [];
  return pattern.properties.flatMap((one) => {
    if (ts.isSpreadAssignment(one))
      return assignTarget(one.expression, restOfObject(source, keys, one, context), type, context);
    if (!ts.isShorthandPropertyAssignment(one) && !ts.isPropertyAssignment(one)) return [];
    context.pushPrecedingStatements();
    let key = transformPropertyName(context, one.name);
    const before = context.popPrecedingStatements();
    if (ts.isComputedPropertyName(one.name)) {
      const kept = held(key, context);
      before.push(kept.statement);
      key = kept.name;
    }
    keys.push(key);
    const value = propertyOf(source, key, type, one, context);
    if (ts.isShorthandPropertyAssignment(one))
      return [
        ...before,
        ...assignDefault(one.name, value, one.objectAssignmentInitializer, undefined, context),
      ];
    const property = lua.isStringLiteral(key) && type?.getProperty(key.value);
    const valueType = property ? context.checker.getTypeOfSymbol(property) : undefined;
    return [...before, ...assignPart(one.initializer, value, valueType, context)];
  });
}

/** `target` or `target = default`. */
function assignPart(
  node: ts.Expression,
  value: lua.Expression,
  type: ts.Type | undefined,
  context: Context,
): lua.Statement[] {
  const hasDefault =
    ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return hasDefault
    ? assignDefault(node.left, value, node.right, type, context)
    : assignDefault(node, value, undefined, type, context);
}

function assignDefault(
  target: ts.Expression,
  value: lua.Expression,
  initializer: ts.Expression | undefined,
  type: ts.Type | undefined,
  context: Context,
): lua.Statement[] {
  if (!initializer) return assignTarget(target, value, type, context);
  const { name, statement } = held(value, context);
  const given = [statement, defaultStatement(name, initializer, context)];
  return assignTarget(target, name, type, context, given);
}

/** `given` are the statements that make the value: they come after those of the target. */
function assignTarget(
  target: ts.Expression,
  value: lua.Expression,
  type: ts.Type | undefined,
  context: Context,
  given: readonly lua.Statement[] = [],
): lua.Statement[] {
  if (ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target)) {
    const { name, statement } = held(value, context);
    return [...given, statement, ...assignPattern(context, target, name, type)];
  }
  if (ts.isIdentifier(target)) return [...given, ...transformAssignment(context, target, value)];
  context.pushPrecedingStatements();
  const place = stable(context.transformExpression(target), context);
  const before = context.popPrecedingStatements();
  if (!lua.isTableIndexExpression(place))
    return [...given, ...transformAssignment(context, target, value)];
  const element = elementOf(target, context);
  const assigned = element
    ? assignElement(element, place, value, context)
    : [lua.createAssignmentStatement(place, value, target)];
  return [...before, ...given, ...assigned];
}
