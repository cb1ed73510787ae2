import type * as ts from "typescript";
import * as lua from "typescript-to-lua";
import {
  transformForInitializer,
  transformLoopBody,
} from "typescript-to-lua/dist/transformation/visitors/loops/utils.js";
import { callRuntime } from "./ambient-call.ts";
import { isClosed } from "./iterables.ts";
import { jumpsOutOf, raiseWall, takeBreakLabel } from "./jumps.ts";
import { jumpsAgain } from "./try.ts";

const name = (text: string) => lua.createIdentifier(text);

/**
 * `for … of` over what may want to know of an early end (a generator, an iterator with `return`), and `for await`:
 * the loop is a Lua function, and however it ends, the iterator is closed.
 */
export const forOfVisitor: lua.FunctionVisitor<ts.ForOfStatement> = (node, context) => {
  if (!node.awaitModifier && !isClosed(node.expression, context.checker))
    return context.superTransformStatements(node);
  raiseWall(node);
  const kind = node.awaitModifier ? "Async" : "";
  const iterable = context.transformExpression(node.expression);
  const open = callRuntime(`Open${kind}Loop`, [iterable], node.expression, context);
  const action = lua.createFunctionExpression(lua.createBlock(loopOf(node, context)));
  const attempt = callRuntime("Try", [action], node, context);
  const results = ["____ok", "____jump"];
  if (jumpsOutOf(node).some(({ kind }) => kind === "return")) results.push("____value");
  const params = ["____loop", "____ok", "____jump"].map(name);
  const close = callRuntime(`Close${kind}Loop`, params, node, context);
  const again = jumpsAgain(node, context);
  return lua.createDoStatement(
    [
      lua.createVariableDeclarationStatement([name("____round"), name("____loop")], open),
      lua.createVariableDeclarationStatement(results.map(name), attempt),
      lua.createExpressionStatement(close),
      ...(again ? [again] : []),
    ],
    node,
  );
};

/** `for ____, x in ____round, ____loop do … end`, and the label that a break from deep inside leads to. */
function loopOf(node: ts.ForOfStatement, context: lua.TransformationContext): lua.Statement[] {
  const body = lua.createBlock(transformLoopBody(context, node));
  const variable = transformForInitializer(context, node.initializer, body);
  const names = [lua.createAnonymousIdentifier(), variable];
  const state = [name("____round"), name("____loop")];
  const loop = lua.createForInStatement(body, names, state, node);
  const label = takeBreakLabel(node);
  return label === undefined ? [loop] : [loop, lua.createLabelStatement(label)];
}
