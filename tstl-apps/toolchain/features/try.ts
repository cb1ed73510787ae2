import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { ScopeType } from "typescript-to-lua/dist/transformation/utils/scope.js";
import { transformScopeBlock } from "typescript-to-lua/dist/transformation/visitors/block.js";
import { transformIdentifier } from "typescript-to-lua/dist/transformation/visitors/identifier.js";
import { transformBindingPattern } from "typescript-to-lua/dist/transformation/visitors/variable-declaration.js";
import { callRuntime } from "./ambient-call.ts";
import { closingSignal, isGeneratorPart } from "./generators.ts";
import { type Jump, jumpStatement, jumpsOutOf, numberOf } from "./jumps.ts";

// ____ok: whether it went well; ____jump: then the jump out, else what was thrown; ____value: what is returned.
const name = (text: string) => lua.createIdentifier(text);
const ok = () => name("____ok");
const jumpName = () => name("____jump");
const valueName = () => name("____value");
const not = (value: lua.Expression) => lua.createUnaryExpression(value, lua.SyntaxKind.NotOperator);

/**
 * `try`: its block is a Lua function. What it throws is an error object, also where Lua itself has raised it. A catch
 * without a finally stands in place, one with a finally is a function, too.
 */
export const tryVisitor: lua.FunctionVisitor<ts.TryStatement> = (node, context) => {
  const attempt = attemptOf(blockOf(node.tryBlock, ScopeType.Try, context), node, context);
  const caught = node.catchClause && catchBody(node.catchClause, node, context);
  const last = node.finallyBlock && blockOf(node.finallyBlock, ScopeType.Block, context);
  const jumps = jumpsOutOf(node);
  if (!last && jumps.length === 0 && !caught?.length)
    return lua.createExpressionStatement(attempt, node);
  const results = resultsOf(jumps);
  const statements: lua.Statement[] = [
    lua.createVariableDeclarationStatement(
      results.map((make) => make()),
      attempt,
      node,
    ),
  ];
  if (last) statements.push(...withFinally(node, caught, last, results, context));
  else statements.push(...inPlace(node, caught ?? [], context));
  return lua.createDoStatement(statements, node);
};

type Names = readonly (() => lua.Identifier)[];

function resultsOf(jumps: readonly Jump[]): Names {
  const returns = jumps.some(({ kind }) => kind === "return");
  return returns ? [ok, jumpName, valueName] : [ok, jumpName];
}

function blockOf(block: ts.Block, scope: ScopeType, context: lua.TransformationContext) {
  const [result] = transformScopeBlock(context, block, scope);
  return result.statements;
}

function attemptOf(
  statements: lua.Statement[],
  node: ts.TryStatement,
  context: lua.TransformationContext,
): lua.Expression {
  const action = lua.createFunctionExpression(lua.createBlock(statements));
  return callRuntime("Try", [action], node, context);
}

/** The statements of a catch; first its variable. */
function catchBody(
  { block, variableDeclaration }: ts.CatchClause,
  node: ts.TryStatement,
  context: lua.TransformationContext,
): lua.Statement[] {
  const scope = node.finallyBlock ? ScopeType.Catch : ScopeType.Block;
  const body = blockOf(block, scope, context);
  if (!variableDeclaration || body.length === 0) return body;
  const binding = variableDeclaration.name;
  if (!ts.isIdentifier(binding))
    return [...transformBindingPattern(context, binding, jumpName()), ...body];
  const variable = transformIdentifier(context, binding) as lua.Identifier;
  return [lua.createVariableDeclarationStatement(variable, jumpName()), ...body];
}

function inPlace(
  node: ts.TryStatement,
  caught: lua.Statement[],
  context: lua.TransformationContext,
): lua.Statement[] {
  const again = jumpsAgain(node, context);
  const failed = [...closingGoesOn(node, context), ...caught];
  if (failed.length === 0 && again) {
    again.condition = lua.createBinaryExpression(ok(), again.condition, lua.SyntaxKind.AndOperator);
    return [again];
  }
  return [lua.createIfStatement(not(ok()), lua.createBlock(failed), again)];
}

/** A generator that is closed from outside runs its finally blocks, and no catch. */
function closingGoesOn(node: ts.TryStatement, context: lua.TransformationContext): lua.Statement[] {
  if (!isGeneratorPart(node)) return [];
  return [lua.createIfStatement(isClosing("==", context), lua.createBlock([raise()]))];
}

function withFinally(
  node: ts.TryStatement,
  caught: lua.Statement[] | undefined,
  last: lua.Statement[],
  results: Names,
  context: lua.TransformationContext,
): lua.Statement[] {
  const again = jumpsAgain(node, context);
  const failed = lua.createIfStatement(not(ok()), lua.createBlock([raise()]), again);
  const handler = caught ? [handled(node, caught, results, context)] : [];
  return [...handler, lua.createDoStatement(last, node.finallyBlock), failed];
}

/** `if not ____ok then ____ok, ____jump, ____value = __TS__Try(function() … end) end`. */
function handled(
  node: ts.TryStatement,
  caught: lua.Statement[],
  results: Names,
  context: lua.TransformationContext,
): lua.Statement {
  const attempt = attemptOf(caught, node, context);
  const names = results.map((make) => make());
  const handle = lua.createBlock([lua.createAssignmentStatement(names, attempt)]);
  const both = lua.SyntaxKind.AndOperator;
  const condition = isGeneratorPart(node)
    ? lua.createBinaryExpression(not(ok()), isClosing("~=", context), both)
    : not(ok());
  return lua.createIfStatement(condition, handle);
}

function isClosing(operator: "==" | "~=", context: lua.TransformationContext) {
  const { EqualityOperator, InequalityOperator } = lua.SyntaxKind;
  const kind = operator === "==" ? EqualityOperator : InequalityOperator;
  return lua.createBinaryExpression(jumpName(), closingSignal(context), kind);
}

function raise(): lua.Statement {
  const params = [jumpName(), lua.createNumericLiteral(0)];
  return lua.createExpressionStatement(lua.createCallExpression(name("error"), params));
}

/** The jumps out of the wall, issued behind it: `if ____jump == 1.0 then goto … elseif …`. */
export function jumpsAgain(
  wall: ts.TryStatement | ts.ForOfStatement,
  context: lua.TransformationContext,
): lua.IfStatement | undefined {
  const jumps = jumpsOutOf(wall);
  return jumps.reduceRight<lua.IfStatement | undefined>((rest, jump) => {
    const { EqualityOperator } = lua.SyntaxKind;
    const condition =
      jump.kind === "return" && jumps.length === 1
        ? jumpName()
        : lua.createBinaryExpression(jumpName(), numberOf(jump, wall), EqualityOperator);
    const value = jump.kind === "return" ? valueName() : undefined;
    const block = lua.createBlock([jumpStatement(jump, wall, context, value)]);
    return lua.createIfStatement(condition, block, rest);
  }, undefined);
}
