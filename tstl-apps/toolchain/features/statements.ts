import type * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { pushStatement } from "./array-push.ts";
import { iterableAssignment } from "./assignment-patterns.ts";
import { elementStatement } from "./list-write.ts";
import { logicalStatement } from "./logical-assignment.ts";
import { wholeBitsStatement } from "./whole-bits.ts";

/**
 * An expression as a statement. Variables that it needs on its way stand in a block of their own: a function of Lua
 * holds 200 at most.
 */
export function expressionStatement(
  node: ts.ExpressionStatement,
  context: lua.TransformationContext,
): lua.Statement[] {
  context.pushPrecedingStatements();
  const logical = logicalStatement(node, context);
  const result = logical
    ? [logical]
    : (iterableAssignment(node, context) ??
      elementStatement(node, context) ??
      wholeBitsStatement(node, context) ??
      pushStatement(node, context) ??
      context.superTransformStatements(node));
  const all = [...context.popPrecedingStatements(), ...result];
  return all.some(lua.isVariableDeclarationStatement) ? [lua.createDoStatement(all, node)] : all;
}

/**
 * `local x = value` after statements that the value needs: `local x do … x = value end`, when variables are among
 * them.
 */
export function enclosed(
  declared: lua.Statement[],
  before: lua.Statement[],
  node: ts.Node,
): lua.Statement[] {
  const [first] = declared;
  const isOne = first && declared.length === 1 && lua.isVariableDeclarationStatement(first);
  if (!isOne || !first.right || !before.some(lua.isVariableDeclarationStatement))
    return [...before, ...declared];
  const assignment = lua.createAssignmentStatement(first.left, first.right, node);
  delete first.right;
  return [first, lua.createDoStatement([...before, assignment])];
}
