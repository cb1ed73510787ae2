import * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { transformOrderedExpressions } from "typescript-to-lua/dist/transformation/visitors/expression-list.js";
import { callsSomething } from "../calls-something.ts";
import { callRuntime } from "./ambient-call.ts";

/**
 * `list.push(f())` where f may push to the list, too: the place is taken after the call, where the compiler's own
 * `list[#list + 1] = f()` takes it before. Undefined: it is not that.
 */
export function pushCall(
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  const [argument, ...more] = node.arguments;
  if (access.name.text !== "push" || !argument || more.length > 0) return undefined;
  if (ts.isSpreadElement(argument) || !callsSomething(argument)) return undefined;
  if (!context.checker.isArrayType(context.checker.getTypeAtLocation(access.expression)))
    return undefined;
  const params = transformOrderedExpressions(context, [access.expression, argument]);
  return callRuntime("Push", params, node, context);
}
