import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { transformOrderedExpressions } from "typescript-to-lua/dist/transformation/visitors/expression-list.js";
import { callsSomething } from "../calls-something.ts";
import { callRuntime } from "./ambient-call.ts";
import { Holder } from "./holder.ts";
import { isSurelyThere } from "./surely-there.ts";

type Context = lua.TransformationContext;

const { LengthOperator, AdditionOperator, EqualityOperator } = lua.SyntaxKind;

/**
 * `list.push(f())` where f may push to the list, too: the place is taken after the call, where the compiler's own
 * `list[#list + 1] = f()` takes it before. So it is for a value that may be undefined. Undefined: it is not that.
 */
export function pushCall(
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  context: Context,
): lua.Expression | undefined {
  const argument = pushedOne(node, context);
  if (!argument || (!callsSomething(argument) && isMade(argument))) return undefined;
  const params = transformOrderedExpressions(context, [access.expression, argument]);
  return callRuntime("Push", params, node, context);
}

/**
 * `list.push(value)` as a statement, of a value that may be undefined: `if value == nil then __TS__Element() end
 * list[#list + 1] = value`. Undefined: it is not that.
 */
export function pushStatement(
  { expression: node }: ts.ExpressionStatement,
  context: Context,
): lua.Statement[] | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const argument = pushedOne(node, context);
  if (!argument || callsSomething(argument) || isMade(argument)) return undefined;
  const access = node.expression as ts.PropertyAccessExpression;
  const [place, given] = transformOrderedExpressions(context, [access.expression, argument]);
  const hold = new Holder(context, false);
  const list = hold.name(place as lua.Expression);
  const value = isSurelyThere(given as lua.Expression) ? given : hold.name(given as lua.Expression);
  return hold.around([...checked(value as lua.Expression, node, context), pushed()], node);

  function pushed(): lua.Statement {
    const length = lua.createUnaryExpression(list, LengthOperator);
    const next = lua.createBinaryExpression(length, lua.createNumericLiteral(1), AdditionOperator);
    const end = lua.createTableIndexExpression(list, next, node);
    return lua.createAssignmentStatement(end, value as lua.Expression, node);
  }
}

function checked(value: lua.Expression, node: ts.Node, context: Context): lua.Statement[] {
  if (isSurelyThere(value)) return [];
  const missing = lua.createBinaryExpression(value, lua.createNilLiteral(), EqualityOperator, node);
  const refusal = lua.createExpressionStatement(callRuntime("Element", [], node, context));
  return [lua.createIfStatement(missing, lua.createBlock([refusal]), undefined, node)];
}

/** The argument, when it is a push of one value to a list. */
function pushedOne(node: ts.CallExpression, { checker }: Context): ts.Expression | undefined {
  const access = node.expression;
  if (!ts.isPropertyAccessExpression(access) || access.name.text !== "push") return undefined;
  const [argument, ...more] = node.arguments;
  if (!argument || more.length > 0 || ts.isSpreadElement(argument)) return undefined;
  if (ts.isOptionalChain(node)) return undefined;
  const type = checker.getTypeAtLocation(access.expression);
  return checker.isArrayType(type) ? argument : undefined;
}

/** Made on the spot: no undefined. */
function isMade(node: ts.Expression): boolean {
  return (
    ts.isLiteralExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isArrowFunction(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword
  );
}
