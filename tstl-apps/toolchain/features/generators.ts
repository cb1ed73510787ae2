import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { isGlobal } from "../lua-names.ts";
import type { Rewrite } from "../lua-rewrite.ts";
import { featureOf } from "../runtime-features.ts";
import { callRuntime } from "./ambient-call.ts";
import { runtimeCall } from "./runtime-call.ts";

/** True when the function around the node is a generator. */
export function isGeneratorPart(node: ts.Node): boolean {
  return generatorAround(node) !== undefined;
}

/** True when the function around the node is an async generator. */
export function isAsyncGeneratorPart(node: ts.Node): boolean {
  const generator = generatorAround(node);
  if (!generator) return false;
  return (ts.getCombinedModifierFlags(generator) & ts.ModifierFlags.Async) !== 0;
}

function generatorAround(node: ts.Node): ts.Declaration | undefined {
  const around = ts.findAncestor(node.parent, ts.isFunctionLike);
  return around && "asteriskToken" in around && around.asteriskToken ? around : undefined;
}

/** What is raised in a generator that is closed. */
export function closingSignal(context: lua.TransformationContext): lua.Expression {
  const features = context.usedLuaLibFeatures as Set<string>;
  features.add(featureOf("Closing"));
  return lua.createIdentifier("__TS__Closing");
}

/** `yield x`, `yield* xs`: what next, return and throw hand in comes out of it. */
export const yieldVisitor: lua.FunctionVisitor<ts.YieldExpression> = (node, context) => {
  const value = node.expression ? [context.transformExpression(node.expression)] : [];
  const kind = isAsyncGeneratorPart(node) ? "Async" : "";
  const name = node.asteriskToken ? "DelegatedYield" : "Yield";
  return callRuntime(kind + name, value, node, context);
};

/**
 * An async generator comes as a generator whose body is an async function: `__TS__Generator(function(…) return
 * __TS__AsyncAwaiter(function() body end) end)`. It is one coroutine that both awaits and yields.
 */
export const rewriteAsyncGenerator: Rewrite = (node, _place, context) => {
  if (!lua.isCallExpression(node) || !isGlobal(node.expression, "__TS__Generator"))
    return undefined;
  const [generator] = node.params;
  if (!generator || !lua.isFunctionExpression(generator)) return undefined;
  const body = awaiterBody(generator.body.statements.at(-1));
  if (!body) return undefined;
  generator.body.statements.splice(-1, 1, ...body.statements);
  return runtimeCall("AsyncGenerator", [generator], context, node);
};

function awaiterBody(statement: lua.Statement | undefined): lua.Block | undefined {
  if (!statement || !lua.isReturnStatement(statement)) return undefined;
  const [call] = statement.expressions;
  if (!call || !lua.isCallExpression(call) || !isGlobal(call.expression, "__TS__AsyncAwaiter"))
    return undefined;
  const [body] = call.params;
  return body && lua.isFunctionExpression(body) ? body.body : undefined;
}
