import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { transformAssignment } from "typescript-to-lua/dist/transformation/visitors/binary-expression/assignments.js";
import { assignElement, elementOf } from "./list-write.ts";
import { truthy } from "./truthiness.ts";

const OPERATORS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

/**
 * `x ||= y`, `x &&= y`, `x ??= y` with the target evaluated once: `local value = x; if not value then value = y;
 * x = value end`. Undefined: it is not that. Answers the variable with the value; the statements precede.
 */
export function logicalAssignment(
  node: ts.Expression,
  context: lua.TransformationContext,
): lua.Identifier | undefined {
  if (!ts.isBinaryExpression(node) || !OPERATORS.has(node.operatorToken.kind)) return undefined;
  const target = stable(context.transformExpression(node.left), context);
  const value = lua.createIdentifier(context.createTempName("value"));
  context.addPrecedingStatements(lua.createVariableDeclarationStatement(value, target, node.left));
  context.pushPrecedingStatements();
  const right = context.transformExpression(node.right);
  const before = context.popPrecedingStatements();
  const statements = [
    ...before,
    lua.createAssignmentStatement(lua.cloneIdentifier(value), right, node.right),
    ...assign(node, target, lua.cloneIdentifier(value), context),
  ];
  const condition = conditionOf(node, value, context);
  context.addPrecedingStatements(
    lua.createIfStatement(condition, lua.createBlock(statements), undefined, node),
  );
  return lua.cloneIdentifier(value);
}

/** As a statement, in a block of its own. */
export function logicalStatement(
  node: ts.ExpressionStatement,
  context: lua.TransformationContext,
): lua.Statement | undefined {
  context.pushPrecedingStatements();
  const found = logicalAssignment(node.expression, context);
  const statements = context.popPrecedingStatements();
  return found && lua.createDoStatement(statements, node);
}

function conditionOf(
  node: ts.BinaryExpression,
  value: lua.Identifier,
  context: lua.TransformationContext,
): lua.Expression {
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.QuestionQuestionEqualsToken)
    return lua.createBinaryExpression(
      lua.cloneIdentifier(value),
      lua.createNilLiteral(),
      lua.SyntaxKind.EqualityOperator,
    );
  const test = truthy(lua.cloneIdentifier(value), node.left, context);
  if (kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken) return test;
  return lua.createUnaryExpression(test, lua.SyntaxKind.NotOperator);
}

/** The target with its object and its key in variables, when they are more than names and literals. */
export function stable(target: lua.Expression, context: lua.TransformationContext): lua.Expression {
  if (!lua.isTableIndexExpression(target)) return target;
  const table = inVariable(target.table, context);
  return lua.createTableIndexExpression(table, inVariable(target.index, context));
}

function inVariable(value: lua.Expression, context: lua.TransformationContext): lua.Expression {
  if (lua.isLiteral(value) || (lua.isIdentifier(value) && value.text === "self")) return value;
  const variable = context.createTempNameForLuaExpression(value);
  context.addPrecedingStatements(lua.createVariableDeclarationStatement(variable, value));
  return lua.cloneIdentifier(variable);
}

/** A variable may be an export under several names: the compiler knows. */
function assign(
  node: ts.BinaryExpression,
  target: lua.Expression,
  value: lua.Expression,
  context: lua.TransformationContext,
): lua.Statement[] {
  const element = elementOf(node.left, context);
  if (element) return assignElement(element, target as lua.TableIndexExpression, value, context);
  if (lua.isTableIndexExpression(target) && !ts.isIdentifier(node.left))
    return [lua.createAssignmentStatement(target, value, node)];
  return transformAssignment(context, node.left, value);
}
