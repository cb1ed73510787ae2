import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { performHoisting, ScopeType } from "typescript-to-lua/dist/transformation/utils/scope.js";
import { createConstructorName } from "typescript-to-lua/dist/transformation/visitors/class/members/constructor.js";
import { transformClassInstanceFields } from "typescript-to-lua/dist/transformation/visitors/class/members/fields.js";
import {
  transformFunctionBodyHeader,
  transformParameters,
} from "typescript-to-lua/dist/transformation/visitors/function.js";
import { transformIdentifier } from "typescript-to-lua/dist/transformation/visitors/identifier.js";
import { transformPropertyName } from "typescript-to-lua/dist/transformation/visitors/literal.js";
import { classAround, privateKey } from "./private-names.ts";

const self = () => lua.createIdentifier("self");

/** A constructor: what stands before `super(…)` and the call itself, then the fields, then the rest. */
export function transformConstructor(
  context: lua.TransformationContext,
  node: ts.ConstructorDeclaration,
  className: lua.Identifier,
  fields: ts.PropertyDeclaration[],
  owner: ts.ClassLikeDeclaration,
): lua.Statement | undefined {
  if (!node.body) return undefined;
  const scope = context.pushScope(ScopeType.Function, node);
  const { statements } = node.body;
  const first = statements.findIndex(isSuperCall) + 1;
  const body = [
    ...context.transformStatements(statements.slice(0, first)),
    ...node.parameters.flatMap((parameter) => parameterField(parameter, context)),
    ...transformClassInstanceFields(context, fields),
    ...context.transformStatements(statements.slice(first)),
  ];
  const hoisted = performHoisting(context, body);
  const [params, dots, rest] = transformParameters(context, node.parameters, self());
  const header = transformFunctionBodyHeader(context, scope, node.parameters, rest);
  context.popScope();
  const block = lua.createBlock([...header, ...hoisted]);
  const make = lua.createFunctionExpression(block, params, dots, lua.NodeFlags.Declaration);
  // A class without a constructor gets one that stands nowhere.
  const origin = node.pos === -1 ? owner : node;
  return lua.createAssignmentStatement(createConstructorName(className), make, origin);
}

function isSuperCall(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression))
    return false;
  return statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword;
}

/** `constructor(private x: number)`: `self.x = x`. */
function parameterField(
  { name, modifiers }: ts.ParameterDeclaration,
  context: lua.TransformationContext,
): lua.Statement[] {
  if (!modifiers || !ts.isIdentifier(name)) return [];
  const field = lua.createTableIndexExpression(self(), lua.createStringLiteral(name.text));
  return [lua.createAssignmentStatement(field, transformIdentifier(context, name))];
}

/** A static field; statements that its value needs stand before it, not before the class. */
export function transformStaticField(
  context: lua.TransformationContext,
  field: ts.PropertyDeclaration,
  className: lua.Identifier,
): lua.Statement | undefined {
  if (!field.initializer) return undefined;
  context.pushPrecedingStatements();
  const key = privateKey(field.name) ?? transformPropertyName(context, field.name);
  const value = context.transformExpression(field.initializer);
  const before = context.popPrecedingStatements();
  const target = lua.createTableIndexExpression(lua.cloneIdentifier(className), key);
  const assignment = lua.createAssignmentStatement(target, value, field);
  return before.length > 0 ? lua.createDoStatement([...before, assignment]) : assignment;
}

/** `this` in the value of a static field is the class. */
export const thisVisitor: lua.FunctionVisitor<ts.ThisExpression> = (node, context) => {
  const around = ts.findAncestor(node.parent, (at) => isThisOwner(at));
  const inStaticField = around && ts.isPropertyDeclaration(around) && isStatic(around);
  return inStaticField ? classAround(context) : context.superTransformExpression(node);
};

function isStatic(node: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) !== 0;
}

function isThisOwner(node: ts.Node): boolean {
  if (ts.isPropertyDeclaration(node) || ts.isClassStaticBlockDeclaration(node)) return true;
  return ts.isFunctionLike(node) && !ts.isArrowFunction(node);
}

/** `new.target` in a constructor is the class of the object. `import.meta` is refused before. */
export const metaVisitor: lua.FunctionVisitor<ts.MetaProperty> = (node) =>
  lua.createTableIndexExpression(self(), lua.createStringLiteral("constructor"), node);

/** `super["m"](x)`: the method of the base class, with this object. Undefined: it is not that. */
export function superElementCall(
  node: ts.CallExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  const called = node.expression;
  if (!ts.isElementAccessExpression(called)) return undefined;
  if (called.expression.kind !== ts.SyntaxKind.SuperKeyword) return undefined;
  const method = context.transformExpression(called);
  const params = node.arguments.map((argument) => context.transformExpression(argument));
  return lua.createCallExpression(method, [self(), ...params], node);
}
