import * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { getCalledExpression } from "typescript-to-lua/dist/transformation/visitors/call.js";

type Context = lua.TransformationContext;
type BuiltinCall = (context: Context, node: ts.CallExpression) => lua.Expression | undefined;

/**
 * `f()?.join()`: TypeScriptToLua puts f's result into a variable, makes of the chain a call of that variable's method,
 * and then takes for methods of the language the object from the chain as it was written: f is called twice. Here the
 * variable stands in for what was written.
 */
export function takeOnce(builtinCall: BuiltinCall): BuiltinCall {
  return (context, node) => {
    const called = getCalledExpression(node);
    const written = ts.getOriginalNode(called);
    if (called === written || !ts.isPropertyAccessExpression(called))
      return builtinCall(context, node);
    if (!ts.isPropertyAccessExpression(written)) return builtinCall(context, node);
    return withStandIn(context, written.expression, called.expression, () =>
      builtinCall(context, node),
    );
  };
}

function withStandIn<T>(
  context: Context,
  written: ts.Expression,
  standIn: ts.Expression,
  transform: () => T,
): T {
  const before = context.transformExpression;
  context.transformExpression = (node) => before.call(context, node === written ? standIn : node);
  try {
    return transform();
  } finally {
    context.transformExpression = before;
  }
}
