import * as lua from "typescript-to-lua";
import { featureOf } from "../runtime-features.ts";

type Use = { use(feature: string): void };

/** A call of a part of the runtime, at the place of the expression that it replaces. */
export function runtimeCall(
  name: string,
  params: lua.Expression[],
  context: Use,
  origin: lua.Node,
): lua.CallExpression {
  context.use(featureOf(name));
  const call = lua.createCallExpression(lua.createIdentifier(`__TS__${name}`), params);
  return lua.setNodePosition(call, lua.getOriginalPos(origin));
}

/** The number as a float, where an integer of the VM would be seen: `x + 0.0`. */
export function asFloat(node: lua.Expression): lua.Expression {
  const zero = lua.createNumericLiteral(0);
  return lua.createBinaryExpression(node, zero, lua.SyntaxKind.AdditionOperator);
}
