import * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { transformArguments } from "typescript-to-lua/dist/transformation/visitors/call.js";
import { unsupportedValue } from "../faults.ts";
import { report } from "../report.ts";
import { type AmbientCall, isAmbient } from "./ambient-call.ts";
import { joinCall } from "./array-join.ts";
import { booleanCall } from "./boolean.ts";
import { superElementCall } from "./class-members.ts";
import { consoleCall } from "./console.ts";
import { jsonCall } from "./json.ts";
import { hasOwnCall } from "./key-tests.ts";
import { mathCall, mathConstant } from "./math.ts";

/** The ambient objects whose methods we turn into Lua ourselves, by the name of their type in declarations/. */
const OBJECTS: Readonly<Record<string, AmbientCall>> = {
  ConsoleOutput: consoleCall,
  JSON: jsonCall,
  Mathematics: mathCall,
};

/** `console.log(…)`, `Math.floor(…)`, `JSON.parse(…)`. */
export const callVisitor: lua.FunctionVisitor<ts.CallExpression> = (node, context) => {
  const access = node.expression;
  if (!ts.isPropertyAccessExpression(access))
    return (
      superElementCall(node, context) ??
      booleanCall(node, context) ??
      context.superTransformExpression(node)
    );
  const call = handlerOf(access.expression, context);
  if (!call) return methodCall(node, access, context) ?? context.superTransformExpression(node);
  const signature = context.checker.getResolvedSignature(node);
  const params = transformArguments(context, node.arguments, signature);
  return call(access.name.text, params, node, context) ?? context.superTransformExpression(node);
};

function methodCall(
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  return hasOwnCall(node, access, context) ?? joinCall(node, access, context);
}

/** `Math.PI`; and `Math.floor` as a value, which is refused. */
export const accessVisitor: lua.FunctionVisitor<ts.PropertyAccessExpression> = (node, context) => {
  const constant =
    isAmbient(node.expression, "Mathematics", context) && mathConstant(node.name.text, node);
  if (constant) return constant;
  if (handlerOf(node.expression, context) && !isCalled(node))
    report(unsupportedValue(node.getText()), node, context);
  return context.superTransformExpression(node);
};

function handlerOf(node: ts.Expression, context: lua.TransformationContext) {
  const found = Object.keys(OBJECTS).find((name) => isAmbient(node, name, context));
  return found === undefined ? undefined : OBJECTS[found];
}

function isCalled(node: ts.PropertyAccessExpression): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node;
}
