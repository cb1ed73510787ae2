import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { addExportToIdentifier } from "typescript-to-lua/dist/transformation/utils/export.js";
import { createLocalOrExportedOrGlobalDeclaration } from "typescript-to-lua/dist/transformation/utils/lua-ast.js";
import { transformIdentifier } from "typescript-to-lua/dist/transformation/visitors/identifier.js";
import { transformPropertyName } from "typescript-to-lua/dist/transformation/visitors/literal.js";
import {
  checkVariableDeclarationList,
  transformVariableDeclaration,
} from "typescript-to-lua/dist/transformation/visitors/variable-declaration.js";
import {
  defaultStatement,
  held,
  itemOf,
  listOf,
  propertyOf,
  restOfList,
  restOfObject,
} from "./pattern-values.ts";

import { enclosed } from "./statements.ts";

type Context = lua.TransformationContext;

/** `const [a, { b = 1 }] = …`. */
export const variablesVisitor: lua.FunctionVisitor<ts.VariableStatement> = (node, context) => {
  checkVariableDeclarationList(context, node.declarationList);
  return node.declarationList.declarations.flatMap((one) => {
    context.pushPrecedingStatements();
    const declared = bindVariable(context, one) ?? transformVariableDeclaration(context, one);
    return enclosed(declared, context.popPrecedingStatements(), one);
  });
};

/** All variables of a declared pattern. Undefined: it is one variable, or a plain list. */
export function bindVariable(
  context: Context,
  node: ts.VariableDeclaration,
): lua.Statement[] | undefined {
  const { name, initializer } = node;
  if (ts.isIdentifier(name) || !initializer || isPlain(name, initializer, context))
    return undefined;
  const value = context.transformExpression(initializer);
  if (lua.isIdentifier(value) && !declares(name, value.text))
    return bindPattern(context, name, value);
  const { name: source, statement } = held(value, context);
  return [statement, ...bindPattern(context, name, source)];
}

/** `const [a, b] = list`: Lua's own `unpack` does it. */
function isPlain(
  name: ts.BindingPattern,
  initializer: ts.Expression,
  { checker }: Context,
): boolean {
  if (!ts.isArrayBindingPattern(name)) return false;
  if (!checker.isArrayLikeType(checker.getTypeAtLocation(initializer))) return false;
  return name.elements.every(
    (one) =>
      ts.isOmittedExpression(one) ||
      (ts.isIdentifier(one.name) && !one.initializer && !one.dotDotDotToken),
  );
}

function declares(pattern: ts.BindingPattern, name: string): boolean {
  return pattern.elements.some((one) => {
    if (ts.isOmittedExpression(one)) return false;
    return ts.isIdentifier(one.name) ? one.name.text === name : declares(one.name, name);
  });
}

/** The variables of a pattern, in order; each default is evaluated where its value is missing. */
export function bindPattern(
  context: Context,
  pattern: ts.BindingPattern,
  source: lua.Expression,
): lua.Statement[] {
  const type = context.checker.getTypeAtLocation(pattern);
  return ts.isArrayBindingPattern(pattern)
    ? bindList(pattern, source, type, context)
    : bindObject(pattern, source, type, context);
}

function bindList(
  pattern: ts.ArrayBindingPattern,
  source: lua.Expression,
  type: ts.Type,
  context: Context,
): lua.Statement[] {
  const { list, before } = listOf(source, type, pattern.elements, pattern, context);
  const bound = pattern.elements.flatMap((one, index) => {
    if (ts.isOmittedExpression(one)) return [];
    const value = one.dotDotDotToken ? restOfList(list, index, one, context) : itemOf(list, index);
    return bindElement(one, value, context);
  });
  return [...before, ...bound];
}

function bindObject(
  pattern: ts.ObjectBindingPattern,
  source: lua.Expression,
  type: ts.Type,
  context: Context,
): lua.Statement[] {
  const keys: lua.Expression[] = [];
  return pattern.elements.flatMap((one) => {
    if (one.dotDotDotToken)
      return bindElement(one, restOfObject(source, keys, one, context), context);
    context.pushPrecedingStatements();
    const name = one.propertyName ?? (one.name as ts.Identifier);
    let key = transformPropertyName(context, name);
    const before = context.popPrecedingStatements();
    if (ts.isComputedPropertyName(name)) {
      const kept = held(key, context);
      before.push(kept.statement);
      key = kept.name;
    }
    keys.push(key);
    return [...before, ...bindElement(one, propertyOf(source, key, type, one, context), context)];
  });
}

function bindElement(
  node: ts.BindingElement,
  value: lua.Expression,
  context: Context,
): lua.Statement[] {
  const { name, initializer } = node;
  if (!ts.isIdentifier(name)) {
    const { name: source, statement } = held(value, context);
    const missing = initializer ? [defaultStatement(source, initializer, context)] : [];
    return [statement, ...missing, ...bindPattern(context, name, source)];
  }
  const variable = transformIdentifier(context, name) as lua.Identifier;
  const declared = createLocalOrExportedOrGlobalDeclaration(context, variable, value, node);
  if (!initializer) return declared;
  const target = addExportToIdentifier(context, variable) as lua.Identifier;
  return [...declared, defaultStatement(target, initializer, context)];
}
