import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { transformFunctionToExpression } from "typescript-to-lua/dist/transformation/visitors/function.js";
import { transformPropertyName } from "typescript-to-lua/dist/transformation/visitors/literal.js";
import { callRuntime } from "./ambient-call.ts";
import { templateTexts } from "./tagged-templates.ts";

/** `{ get x() { … }, set x(v) { … } }`: a table that calls them, and knows the order of all its keys. */
export const objectVisitor: lua.FunctionVisitor<ts.ObjectLiteralExpression> = (node, context) => {
  const texts = templateTexts(node, context);
  if (texts) return texts;
  const accessors = node.properties.filter(ts.isAccessor);
  if (accessors.length === 0) return context.superTransformExpression(node);
  const plain = node.properties.filter((property) => !ts.isAccessor(property));
  const rest = ts.factory.updateObjectLiteralExpression(node, plain);
  const object = context.superTransformExpression(rest);
  const names = new Set(accessors.map(({ name }) => name.getText()));
  const groups = [...names].map((name) => accessors.filter((one) => one.name.getText() === name));
  const table = lua.createTableExpression(groups.map((group) => pairOf(group, context)));
  const keys = lua.createTableExpression(
    keysOf(node).map((key) => lua.createTableFieldExpression(key)),
  );
  return callRuntime("ObjectAccessors", [object, table, keys], node, context);
};

/** `x = {get = function(self) … end, set = function(self, v) … end}`. */
function pairOf(group: readonly ts.AccessorDeclaration[], context: lua.TransformationContext) {
  const fields = group.map((accessor) => {
    const [action] = transformFunctionToExpression(context, accessor);
    const kind = ts.isGetAccessor(accessor) ? "get" : "set";
    return lua.createTableFieldExpression(action, lua.createStringLiteral(kind));
  });
  const [first] = group as [ts.AccessorDeclaration];
  const key = transformPropertyName(context, first.name);
  return lua.createTableFieldExpression(lua.createTableExpression(fields), key);
}

function keysOf(node: ts.ObjectLiteralExpression): readonly lua.Expression[] {
  const names = node.properties.flatMap(({ name }) =>
    name && !ts.isComputedPropertyName(name)
      ? [ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText()]
      : [],
  );
  return [...new Set(names)].map((name) => lua.createStringLiteral(name));
}
