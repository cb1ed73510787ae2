import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { isGlobal } from "../lua-names.ts";
import { callRuntime, isAmbient } from "./ambient-call.ts";
import { joinedList } from "./joined-list.ts";
import { isSurelyThere } from "./surely-there.ts";

/** `[a, f()]`: undefined among its elements would end the list there. */
export const arrayVisitor: lua.FunctionVisitor<ts.ArrayLiteralExpression> = (node, context) => {
  if (isTakenApart(node)) return context.superTransformExpression(node);
  if (node.elements.some(ts.isSpreadElement)) return joinedList(node, context);
  return withoutNothing(context.superTransformExpression(node), node, context);
};

/** `Array.of(a, f())`. Undefined: it is not that. */
export function arrayOf(
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  if (access.name.text !== "of" || !isAmbient(access.expression, "ArrayConstructor", context))
    return undefined;
  return withoutNothing(context.superTransformExpression(node), node, context);
}

function withoutNothing(
  list: lua.Expression,
  node: ts.CallExpression | ts.ArrayLiteralExpression,
  context: lua.TransformationContext,
): lua.Expression {
  const sources = ts.isCallExpression(node) ? node.arguments : node.elements;
  if (!lua.isTableExpression(list) || list.fields.length !== sources.length) return list;
  for (const [i, field] of list.fields.entries()) {
    if (isSpread(field.value)) field.value.params.push(lua.createBooleanLiteral(true));
    else if (!ts.isSpreadElement(sources[i] as ts.Expression) && !isSurelyThere(field.value))
      field.value = element(field.value, node, context);
  }
  return list;
}

/** What is iterated: it tells by itself when undefined is among it. */
function isSpread(node: lua.Expression): node is lua.CallExpression {
  return lua.isCallExpression(node) && isGlobal(node.expression, "__TS__Spread");
}

/** `x == nil and __TS__Element() or x`; of what is more than a name `__TS__Element(f())`. */
function element(
  value: lua.Expression,
  node: ts.Node,
  context: lua.TransformationContext,
): lua.Expression {
  if (!lua.isIdentifier(value)) return callRuntime("Element", [value], node, context);
  const { AndOperator, OrOperator, EqualityOperator } = lua.SyntaxKind;
  const missing = lua.createBinaryExpression(value, lua.createNilLiteral(), EqualityOperator, node);
  const refusal = callRuntime("Element", [], node, context);
  const checked = lua.createBinaryExpression(missing, refusal, AndOperator, node);
  return lua.createBinaryExpression(checked, lua.cloneIdentifier(value), OrOperator, node);
}

/** Nobody sees the list: `[a, b] = [b, a]`, `const [a, b] = [1, 2]`, and the pairs in `new Map([[key, value]])`. */
function isTakenApart(node: ts.ArrayLiteralExpression): boolean {
  const { parent } = node;
  if (!parent) return true;
  if (ts.isVariableDeclaration(parent)) return ts.isArrayBindingPattern(parent.name);
  if (ts.isBinaryExpression(parent)) return ts.isArrayLiteralExpression(parent.left);
  return ts.isArrayLiteralExpression(parent) && isForMap(parent.parent);
}

function isForMap(node: ts.Node): boolean {
  return ts.isNewExpression(node) && node.expression.getText() === "Map";
}
