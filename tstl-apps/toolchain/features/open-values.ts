import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { isGlobal } from "../lua-names.ts";
import { isAppFile } from "../paths.ts";
import { callRuntime, isAmbient } from "./ambient-call.ts";
import { mayBe, partsOf } from "./type-parts.ts";

type Context = lua.TransformationContext;

const {
  Any,
  Unknown,
  TypeParameter,
  Object: ObjectFlag,
  NonPrimitive,
  Intersection,
} = ts.TypeFlags;

/** Behind this type may stand an object, whose valueOf or toString tells what it is in a sum or as a number. */
export function mayBeObject(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const type = checker.getTypeAtLocation(node);
  const own = checker.getBaseConstraintOfType(type) ?? type;
  return partsOf(own).some(
    (part) =>
      part.flags & (Any | Unknown | TypeParameter | ObjectFlag | NonPrimitive | Intersection),
  );
}

/**
 * Nothing tells what it is: to know an empty list from an empty object, objects of the program know their keys. The
 * library makes no texts of such.
 */
export function noteOpenText(node: ts.Expression, context: Context): void {
  if (!isAppFile(context.sourceFile.fileName)) return;
  if (mayBe(context.checker.getTypeAtLocation(node), Any | Unknown))
    (context.usedLuaLibFeatures as Set<string>).add("ArrayIsArray");
}

/** `+x` of what may be an object; undefined: it is not that. */
export const plusVisitor: lua.FunctionVisitor<ts.PrefixUnaryExpression> = (node, context) => {
  if (node.operator !== ts.SyntaxKind.PlusToken || !mayBeObject(node.operand, context.checker))
    return context.superTransformExpression(node);
  noteOpenText(node.operand, context);
  return callRuntime("NumberOf", [context.transformExpression(node.operand)], node, context);
};

const NUMBERS: ReadonlySet<string> = new Set(["isNaN", "isFinite"]);
const TEXTS: ReadonlySet<string> = new Set(["parseInt", "parseFloat"]);

/** `Number(x)`, `String(x)`, `isNaN(x)`, `parseInt(x)` of what may be an object or of any type; undefined: it is not that. */
export function openCall(node: ts.CallExpression, context: Context): lua.Expression | undefined {
  const [argument] = node.arguments;
  if (!argument || !ts.isIdentifier(node.expression) || ts.isSpreadElement(argument))
    return undefined;
  if (isAmbient(node.expression, "StringConstructor", context)) noteOpenText(argument, context);
  if (!mayBeObject(argument, context.checker)) return undefined;
  if (isAmbient(node.expression, "NumberConstructor", context)) {
    noteOpenText(argument, context);
    return callRuntime("NumberOf", [context.transformExpression(argument)], node, context);
  }
  const name = node.expression.text;
  if (!NUMBERS.has(name) && !TEXTS.has(name)) return undefined;
  const call = context.superTransformExpression(node);
  if (lua.isCallExpression(call))
    convert(call.params, NUMBERS.has(name) ? "NumberOf" : "String", node, context);
  return call;
}

function convert(params: lua.Expression[], part: string, node: ts.Node, context: Context): void {
  const [first] = params;
  if (!first) return;
  // TypeScriptToLua makes a number of what is none.
  const isNumber = lua.isCallExpression(first) && isGlobal(first.expression, "__TS__Number");
  params[0] = callRuntime(part, isNumber ? first.params : [first], node, context);
}

/** The arguments of a function of `Math`: those that may be anything become numbers first. */
export function asNumbers(
  params: lua.Expression[],
  node: ts.CallExpression,
  context: Context,
): lua.Expression[] {
  const given: readonly ts.Expression[] = node.arguments ?? [];
  if (given.length !== params.length || given.some(ts.isSpreadElement)) return params;
  return params.map((param, i) => {
    const argument = given[i] as ts.Expression;
    const isOpen = mayBe(context.checker.getTypeAtLocation(argument), Any | Unknown);
    return isOpen ? callRuntime("NumberOf", [param], argument, context) : param;
  });
}
