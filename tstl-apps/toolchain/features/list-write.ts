import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { transformInPrecedingStatementScope } from "typescript-to-lua/dist/transformation/utils/preceding-statements.js";
import {
  isArrayType,
  isNumberType,
} from "typescript-to-lua/dist/transformation/utils/typescript/index.js";
import { transformAssignmentLeftHandSideExpression } from "typescript-to-lua/dist/transformation/visitors/binary-expression/assignments.js";
import { childrenOf } from "../lua-tree.ts";
import { isAppFile } from "../paths.ts";
import { callRuntime } from "./ambient-call.ts";
import { Holder } from "./holder.ts";
import { isInside } from "./list-index.ts";
import { isSurelyThere } from "./surely-there.ts";

type Context = lua.TransformationContext;

const { AndOperator, OrOperator, EqualityOperator, InequalityOperator } = lua.SyntaxKind;

/** The element of a list that an expression assigns; undefined: it is another target. */
export function elementOf(
  node: ts.Expression,
  context: Context,
): ts.ElementAccessExpression | undefined {
  const bare = withoutTypes(node);
  if (!ts.isElementAccessExpression(bare)) return undefined;
  // The library keeps inside of its lists, and every program carries it.
  if (!isAppFile(context.sourceFile.fileName)) return undefined;
  const { checker } = context;
  const isList = isArrayType(context, checker.getTypeAtLocation(bare.expression));
  const isIndex = isNumberType(context, checker.getTypeAtLocation(bare.argumentExpression));
  return isList && isIndex ? bare : undefined;
}

/** `list[i] = value` as a statement. Undefined: it is not that. */
export function elementStatement(
  { expression }: ts.ExpressionStatement,
  context: Context,
): lua.Statement[] | undefined {
  const target = isAssignment(expression) ? elementOf(expression.left, context) : undefined;
  if (!target) return undefined;
  const { right } = expression as ts.BinaryExpression;
  const { precedingStatements: before, result: value } = transformInPrecedingStatementScope(
    context,
    () => context.transformExpression(right),
  );
  const place = transformAssignmentLeftHandSideExpression(context, target, before.length > 0);
  return [...before, ...assignElement(target, place, value, context)];
}

/** The same inside an expression: the value is that which is written. */
export function elementAssignment(
  node: ts.BinaryExpression,
  context: Context,
): lua.Expression | undefined {
  const target = isAssignment(node) ? elementOf(node.left, context) : undefined;
  if (!target) return undefined;
  const { precedingStatements: before, result: value } = transformInPrecedingStatementScope(
    context,
    () => context.transformExpression(node.right),
  );
  const place = transformAssignmentLeftHandSideExpression(context, target, true);
  const name = lua.createIdentifier(context.createTempName("value"));
  context.addPrecedingStatements([
    ...before,
    lua.createVariableDeclarationStatement(name, value, node.right),
    ...assignElement(target, place, name, context),
  ]);
  return lua.cloneIdentifier(name);
}

/** What a loop gives to `for (list[i] of values)`. Undefined: it is another target. */
export function assignedElement(
  context: Context,
  node: ts.Expression,
  value: lua.Expression,
): lua.Statement[] | undefined {
  const target = elementOf(node, context);
  if (!target) return undefined;
  const place = transformAssignmentLeftHandSideExpression(context, target);
  return assignElement(target, place, value, context);
}

/**
 * `place = value`. Where neither the index is known to be in the list or at its end, nor the value to be there:
 * `if list[k] == nil and k ~= #list + 1 or value == nil then __TS__RefuseElement(list, k, value) end` before it.
 */
export function assignElement(
  target: ts.ElementAccessExpression,
  place: lua.AssignmentLeftHandSideExpression,
  value: lua.Expression,
  context: Context,
): lua.Statement[] {
  const runs = calls(value);
  const inside = !runs && isInside(target, context.checker);
  const there = isSurelyThere(value);
  if (!lua.isTableIndexExpression(place) || (inside && there))
    return [lua.createAssignmentStatement(place, value, target)];
  const hold = new Holder(context, runs);
  const list = hold.name(place.table);
  const index = hold.name(place.index);
  const held = there && !runs ? value : hold.name(value);
  const wrong = [
    ...(inside ? [] : [isOutside(list, index)]),
    ...(there ? [] : [equal(held, lua.createNilLiteral())]),
  ].reduce((first, second) => lua.createBinaryExpression(first, second, OrOperator));
  const refusal = callRuntime("RefuseElement", [list, index, held], target, context);
  return hold.around(
    [
      lua.createIfStatement(wrong, lua.createBlock([lua.createExpressionStatement(refusal)])),
      lua.createAssignmentStatement(lua.createTableIndexExpression(list, index), held, target),
    ],
    target,
  );
}

function isOutside(list: lua.Expression, index: lua.Expression): lua.Expression {
  const old = lua.createTableIndexExpression(list, index);
  const length = lua.createUnaryExpression(list, lua.SyntaxKind.LengthOperator);
  const end = lua.createBinaryExpression(
    length,
    lua.createNumericLiteral(1),
    lua.SyntaxKind.AdditionOperator,
  );
  const beyond = lua.createBinaryExpression(index, end, InequalityOperator);
  return lua.createBinaryExpression(equal(old, lua.createNilLiteral()), beyond, AndOperator);
}

function equal(left: lua.Expression, right: lua.Expression): lua.Expression {
  return lua.createBinaryExpression(left, right, EqualityOperator);
}

function calls(node: lua.Node): boolean {
  if (lua.isCallExpression(node) || lua.isMethodCallExpression(node)) return true;
  return !lua.isFunctionExpression(node) && childrenOf(node).some(calls);
}

function isAssignment(node: ts.Expression): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function withoutTypes(node: ts.Expression): ts.Expression {
  const isWrapped =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node);
  return isWrapped ? withoutTypes(node.expression) : node;
}
