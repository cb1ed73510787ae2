import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { isGlobal } from "../lua-names.ts";
import { callRuntime, useRuntime } from "./ambient-call.ts";

/**
 * In a program that can see the keys of its objects, each object knows them and their order by its metatable:
 * `setmetatable({x = 1, y = 2}, __TS__Shapes["x,y"])`. See runtime/Shapes.lua.
 */
const literalVisitor: lua.FunctionVisitor<ts.ObjectLiteralExpression> = (node, context) => {
  const result = context.superTransformExpression(node);
  if (lua.isTableExpression(result)) return shaped(result, node, context);
  if (!lua.isCallExpression(result) || !isGlobal(result.expression, "__TS__ObjectAssign"))
    return result;
  // `{ a, ...other, b }`: an assignment of tables, one after the other.
  result.params = result.params.map((part) =>
    lua.isTableExpression(part) ? shaped(part, node, context) : part,
  );
  return result;
};

function shaped(
  table: lua.TableExpression,
  node: ts.Node,
  context: lua.TransformationContext,
): lua.Expression {
  const names = table.fields.map(({ key }) => (key && lua.isStringLiteral(key) ? key.value : ","));
  if (names.some(isUnruly) || new Set(names).size < names.length)
    return callRuntime("ObjectOf", table.fields.flatMap(keyAndValue), node, context);
  const shapes = useRuntime("Shapes", node, context);
  const shape = lua.createTableIndexExpression(shapes, lua.createStringLiteral(names.join(",")));
  const set = lua.createIdentifier("setmetatable");
  return lua.createCallExpression(set, [table, shape], node);
}

/** Computed, or a whole number: those come first. */
function isUnruly(name: string): boolean {
  return name === "" || name.includes(",") || /^\d+$/.test(name);
}

function keyAndValue({ key, value }: lua.TableFieldExpression): lua.Expression[] {
  return [key ?? lua.createNilLiteral(), value];
}

/** A class tells which fields its objects have; in Lua only those with a value would show. */
const classVisitor: lua.FunctionVisitor<ts.ClassDeclaration> = (node, context) => {
  const result = context.superTransformStatements(node);
  const name = result.map(classSetUp).find((found) => found !== undefined);
  return name ? [...result, fieldsStatement(name, node, context)] : result;
};

const classExpressionVisitor: lua.FunctionVisitor<ts.ClassExpression> = (node, context) => {
  const name = context.superTransformExpression(node);
  context.addPrecedingStatements(fieldsStatement(name, node, context));
  return name;
};

function fieldsStatement(
  name: lua.Expression,
  node: ts.ClassLikeDeclaration,
  context: lua.TransformationContext,
): lua.Statement {
  const fields = fieldsOf(node).map((field) => lua.createStringLiteral(field));
  return lua.createExpressionStatement(callRuntime("Fields", [name, ...fields], node, context));
}

/** What `X = __TS__Class()` assigns to. */
function classSetUp(statement: lua.Statement): lua.Expression | undefined {
  if (!lua.isVariableDeclarationStatement(statement) && !lua.isAssignmentStatement(statement))
    return undefined;
  const [value] = statement.right ?? [];
  if (!value || !lua.isCallExpression(value) || !isGlobal(value.expression, "__TS__Class"))
    return undefined;
  return statement.left[0];
}

/** As JavaScript makes them: parameter properties, then the declared fields. */
function fieldsOf(node: ts.ClassLikeDeclaration): readonly string[] {
  const made = node.members.find(
    (member): member is ts.ConstructorDeclaration =>
      ts.isConstructorDeclaration(member) && member.body !== undefined,
  );
  const parameters = (made?.parameters ?? []).filter((parameter) =>
    ts.isParameterPropertyDeclaration(parameter, parameter.parent),
  );
  const declared = node.members.filter(isField);
  const names = [...parameters, ...declared].flatMap(({ name }) =>
    ts.isIdentifier(name) || ts.isStringLiteral(name) ? [name.text] : [],
  );
  return node.heritageClauses && made && setsName(made) ? [...names, "name"] : names;
}

/** `this.name = …` of a class of errors: the only field of the ambient classes that programs set. */
function setsName(node: ts.Node): boolean {
  if (!ts.isBinaryExpression(node)) return ts.forEachChild(node, setsName) ?? false;
  const { left, operatorToken } = node;
  return (
    operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(left) &&
    left.expression.kind === ts.SyntaxKind.ThisKeyword &&
    left.name.text === "name"
  );
}

function isField(member: ts.ClassElement): member is ts.PropertyDeclaration {
  if (!ts.isPropertyDeclaration(member)) return false;
  const { Static, Ambient, Abstract } = ts.ModifierFlags;
  return (ts.getCombinedModifierFlags(member) & (Static | Ambient | Abstract)) === 0;
}

/** `E = E or {}`. */
const enumVisitor: lua.FunctionVisitor<ts.EnumDeclaration> = (node, context) => {
  const result = context.superTransformStatements(node);
  for (const statement of result) {
    const value =
      lua.isVariableDeclarationStatement(statement) || lua.isAssignmentStatement(statement)
        ? statement.right?.[0]
        : undefined;
    if (value && lua.isBinaryExpression(value) && lua.isTableExpression(value.right))
      value.right = shaped(value.right, node, context);
  }
  return result;
};

/** `delete o.k`: the object forgets the key. */
const deleteVisitor: lua.FunctionVisitor<ts.DeleteExpression> = (node, context) => {
  const result = context.superTransformExpression(node);
  if (lua.isCallExpression(result) && isGlobal(result.expression, "__TS__Delete"))
    return callRuntime("DeleteKey", result.params, node, context);
  return result;
};

/** Objects of a message know their keys: `__vnetos.decode(text)` is told what to make of them. */
const decodeVisitor: lua.FunctionVisitor<ts.CallExpression> = (node, context) => {
  const result = context.superTransformExpression(node);
  if (isDecode(node.expression) && lua.isCallExpression(result))
    result.params.push(useRuntime("Adopt", node, context));
  return result;
};

function isDecode(node: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== "decode") return false;
  return ts.isIdentifier(node.expression) && node.expression.text === "__vnetos";
}

export const SHAPE_VISITORS: lua.Visitors = {
  [ts.SyntaxKind.CallExpression]: decodeVisitor,
  [ts.SyntaxKind.ObjectLiteralExpression]: literalVisitor,
  [ts.SyntaxKind.ClassDeclaration]: classVisitor,
  [ts.SyntaxKind.ClassExpression]: classExpressionVisitor,
  [ts.SyntaxKind.EnumDeclaration]: enumVisitor,
  [ts.SyntaxKind.DeleteExpression]: deleteVisitor,
};
