import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { isDoubtful, truthy } from "./truthiness.ts";

const { AmpersandAmpersandToken, BarBarToken } = ts.SyntaxKind;

/** Every kind of expression that can stand in a condition, but those that hand the question on to their operands. */
const KINDS = [
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.ElementAccessExpression,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.BinaryExpression,
  ts.SyntaxKind.PrefixUnaryExpression,
  ts.SyntaxKind.PostfixUnaryExpression,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.AwaitExpression,
  ts.SyntaxKind.YieldExpression,
  ts.SyntaxKind.AsExpression,
  ts.SyntaxKind.NonNullExpression,
  ts.SyntaxKind.SatisfiesExpression,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
] as const;

const conditionVisitor: lua.FunctionVisitor<ts.Expression> = (node, context) => {
  if (isLogical(node) && !isCondition(node) && isDoubtful(node.left, context.checker))
    return logicalValue(node, context);
  const value = context.superTransformExpression(node);
  if (isLogical(node) || !isCondition(node)) return value;
  return truthy(value, node, context);
};

/** 0, "" and NaN are false in conditions, in `!`, `&&`, `||` and `?:`, as the static type makes it necessary. */
export const CONDITION_VISITORS: lua.Visitors = Object.fromEntries(
  KINDS.map((kind) => [kind, conditionVisitor]),
);

/** Whether only the truth of the node counts, not its value. */
function isCondition(node: ts.Node): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (ts.isParenthesizedExpression(parent)) return isCondition(parent);
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent))
    return parent.expression === node;
  if (ts.isForStatement(parent) || ts.isConditionalExpression(parent))
    return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  return isLogical(parent) && isCondition(parent);
}

function isLogical(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind === AmpersandAmpersandToken || kind === BarBarToken;
}

/** `a || b` for its value: `local value = a; if not truthy(value) then value = b end`. */
function logicalValue(
  node: ts.BinaryExpression,
  context: lua.TransformationContext,
): lua.Expression {
  const value = lua.createIdentifier(context.createTempName("value"));
  const left = context.transformExpression(node.left);
  context.addPrecedingStatements(lua.createVariableDeclarationStatement(value, left, node.left));
  context.pushPrecedingStatements();
  const right = context.transformExpression(node.right);
  const before = context.popPrecedingStatements();
  const block = lua.createBlock([
    ...before,
    lua.createAssignmentStatement(value, right, node.right),
  ]);
  const test = truthy(value, node.left, context);
  const condition =
    node.operatorToken.kind === BarBarToken
      ? lua.createUnaryExpression(test, lua.SyntaxKind.NotOperator)
      : test;
  context.addPrecedingStatements(lua.createIfStatement(condition, block, undefined, node));
  return value;
}
