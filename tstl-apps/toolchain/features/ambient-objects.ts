import * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { transformArguments } from "typescript-to-lua/dist/transformation/visitors/call.js";
import { unsupportedValue } from "../faults.ts";
import { AMBIENT_FILE } from "../paths.ts";
import { report } from "../report.ts";
import { type AmbientCall, isAmbient } from "./ambient-call.ts";
import { aloneCall, useClass } from "./ambient-classes.ts";
import { isFunctionName, methodAsValue, nameAsValue, objectAsValue } from "./ambient-values.ts";
import { joinCall } from "./array-join.ts";
import { arrayOf } from "./array-literal.ts";
import { pushCall } from "./array-push.ts";
import { booleanCall } from "./boolean.ts";
import { superElementCall } from "./class-members.ts";
import { consoleCall } from "./console.ts";
import { testedRead } from "./early-reads.ts";
import { functionName } from "./function-name.ts";
import { jsonCall } from "./json.ts";
import { hasOwnCall } from "./key-tests.ts";
import { mathCall, mathConstant } from "./math.ts";
import { removal, runtimeMethod } from "./methods.ts";
import { filledArray } from "./new-array.ts";
import { openCall } from "./open-values.ts";
import { numberCall, objectCall, stringCall } from "./statics.ts";
import { textLength } from "./texts.ts";
import { unusedMap } from "./unused-map.ts";

/** The ambient objects whose methods we turn into Lua ourselves, by the name of their type in declarations/. */
const OBJECTS: Readonly<Record<string, AmbientCall>> = {
  ConsoleOutput: consoleCall,
  JSON: jsonCall,
  Mathematics: mathCall,
  NumberConstructor: numberCall,
  ObjectConstructor: objectCall,
  StringConstructor: stringCall,
};

/** `console.log(…)`, `Math.floor(…)`, `JSON.parse(…)`. */
export const callVisitor: lua.FunctionVisitor<ts.CallExpression> = (node, context) => {
  const access = node.expression;
  if (!ts.isPropertyAccessExpression(access))
    return (
      superElementCall(node, context) ??
      booleanCall(node, context) ??
      aloneCall(node, context) ??
      openCall(node, context) ??
      context.superTransformExpression(node)
    );
  const call = handlerOf(access.expression, context);
  if (!call) return methodCall(node, access, context) ?? context.superTransformExpression(node);
  // The arguments' own statements, as of x++, are only wanted where they are not transformed again.
  context.pushPrecedingStatements();
  const signature = context.checker.getResolvedSignature(node);
  const params = transformArguments(context, node.arguments, signature);
  const result = call(access.name.text, params, node, context);
  const before = context.popPrecedingStatements();
  if (!result) return context.superTransformExpression(node);
  context.addPrecedingStatements(before);
  return result;
};

function methodCall(
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  return (
    filledArray(node, access, context) ??
    pushCall(node, access, context) ??
    unusedMap(node, access, context) ??
    arrayOf(node, access, context) ??
    runtimeMethod(node, access, context) ??
    removal(node, access, context) ??
    hasOwnCall(node, access, context) ??
    joinCall(node, access, context)
  );
}

/** `Math.PI`, and `Math.floor` as a value; those that can be none are refused. */
export const accessVisitor: lua.FunctionVisitor<ts.PropertyAccessExpression> = (node, context) => {
  const constant =
    isAmbient(node.expression, "Mathematics", context) && mathConstant(node.name.text, node);
  const known = constant || functionName(node, context.checker) || textLength(node, context);
  if (known) return known;
  if (isCalled(node)) return context.superTransformExpression(node);
  const value = methodAsValue(node.expression, node.name.text, node, context);
  if (value) return value;
  if (handlerOf(node.expression, context) && !isConstant(node, context))
    report(unsupportedValue(node.getText()), node, context);
  return context.superTransformExpression(node);
};

/** `Number.MAX_SAFE_INTEGER`. */
function isConstant(node: ts.PropertyAccessExpression, { checker }: lua.TransformationContext) {
  return checker.getTypeAtLocation(node).getCallSignatures().length === 0;
}

/** `Number` as a value, and `Math` where it is taken apart. */
export const nameVisitor: lua.FunctionVisitor<ts.Identifier> = (node, context) => {
  useClass(node, context);
  const value = isAmbientName(node, context) ? ambientValue(node, context) : undefined;
  return value ?? testedRead(node, context.superTransformExpression(node), context);
};

function ambientValue(node: ts.Identifier, context: lua.TransformationContext) {
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.expression === node) return undefined;
  if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name))
    return objectAsValue(node, parent.name, context);
  return nameAsValue(node, context);
}

function isAmbientName(node: ts.Identifier, { checker }: lua.TransformationContext): boolean {
  if (!node.parent || (!isFunctionName(node.text) && !ts.isVariableDeclaration(node.parent)))
    return false;
  const declaration = checker.getSymbolAtLocation(node)?.declarations?.[0];
  return declaration?.getSourceFile().fileName === AMBIENT_FILE;
}

function handlerOf(node: ts.Expression, context: lua.TransformationContext) {
  const found = Object.keys(OBJECTS).find((name) => isAmbient(node, name, context));
  return found === undefined ? undefined : OBJECTS[found];
}

function isCalled(node: ts.PropertyAccessExpression): boolean {
  return node.parent && ts.isCallExpression(node.parent) && node.parent.expression === node;
}
