import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { type AmbientCall, callRuntime } from "./ambient-call.ts";

const ERROR_METHODS: ReadonlySet<string> = new Set(["error", "warn"]);

/** One string goes to `print` as it is; anything else is shown as Node.js would. */
export const consoleCall: AmbientCall = (name, params, node, context) => {
  if (ERROR_METHODS.has(name)) return callRuntime("LogError", params, node, context);
  const [only] = node.arguments;
  if (params.length === 0)
    return lua.createCallExpression(
      lua.createIdentifier("print"),
      [lua.createStringLiteral("")],
      node,
    );
  if (params.length === 1 && only && isText(only, context))
    return lua.createCallExpression(lua.createIdentifier("print"), params, node);
  return callRuntime("Log", params, node, context);
};

function isText(node: ts.Expression, context: lua.TransformationContext): boolean {
  if (ts.isSpreadElement(node)) return false;
  const type = context.checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => part.flags & ts.TypeFlags.StringLike);
}
