import * as ts from "typescript";
import { isStatic } from "./scopes.ts";

/** What a call or `new` is sure to run, as bodies in their order; nothing where only the run shows it. */
export function functionsRunBy(
  call: ts.CallExpression | ts.NewExpression,
  checker: ts.TypeChecker,
): readonly ts.Node[] {
  if (ts.isNewExpression(call)) return constructorOf(call.expression, checker);
  let called: ts.Expression = call.expression;
  while (ts.isParenthesizedExpression(called)) called = called.expression;
  const own = functionOf(called, checker);
  return own ? bodyOf(own) : callbackOf(call, called, checker);
}

type Function = ts.FunctionLikeDeclaration;

function functionOf(called: ts.Expression, checker: ts.TypeChecker): Function | undefined {
  if (ts.isArrowFunction(called) || ts.isFunctionExpression(called)) return called;
  if (ts.isIdentifier(called)) return functionIn(checker.getSymbolAtLocation(called));
  if (!ts.isPropertyAccessExpression(called) || called.questionDotToken) return undefined;
  if (!isMadeHere(called.expression, checker)) return undefined;
  return functionIn(checker.getSymbolAtLocation(called.name));
}

/** The function that a name always stands for. */
function functionIn(symbol: ts.Symbol | undefined): Function | undefined {
  const declaration = symbol?.valueDeclaration;
  if (!declaration) return undefined;
  if (ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration))
    return declaration;
  if (ts.isVariableDeclaration(declaration))
    return isConstant(declaration) ? asFunction(declaration.initializer) : undefined;
  return ts.isPropertyAssignment(declaration) ? asFunction(declaration.initializer) : undefined;
}

function asFunction(node: ts.Expression | undefined): Function | undefined {
  return node && (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) ? node : undefined;
}

function isConstant(declaration: ts.VariableDeclaration): boolean {
  return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}

/** A class, an object literal or `new A()`, also by the name of a constant: a method is the one that is declared. */
function isMadeHere(owner: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isNewExpression(owner) || ts.isObjectLiteralExpression(owner)) return true;
  if (!ts.isIdentifier(owner)) return false;
  const declaration = checker.getSymbolAtLocation(owner)?.valueDeclaration;
  if (!declaration) return false;
  if (ts.isClassDeclaration(declaration)) return true;
  if (!ts.isVariableDeclaration(declaration) || !isConstant(declaration)) return false;
  if (declaration.type) return false;
  const value = declaration.initializer;
  return value !== undefined && (ts.isNewExpression(value) || ts.isObjectLiteralExpression(value));
}

/** Nothing of a generator runs when it is called. */
function bodyOf(one: Function): readonly ts.Node[] {
  return one.asteriskToken || !one.body ? [] : [one.body];
}

/** The values of the fields, then the constructor. */
function constructorOf(made: ts.Expression, checker: ts.TypeChecker): readonly ts.Node[] {
  if (!ts.isIdentifier(made)) return [];
  const declaration = checker.getSymbolAtLocation(made)?.valueDeclaration;
  if (!declaration || !ts.isClassDeclaration(declaration)) return [];
  const fields = declaration.members.flatMap((one) =>
    ts.isPropertyDeclaration(one) && !isStatic(one) && one.initializer ? [one.initializer] : [],
  );
  const own = declaration.members.find(ts.isConstructorDeclaration);
  return [...fields, ...(own ? bodyOf(own) : [])];
}

/** Methods of lists that call their callback with the first element. */
const CALLING: ReadonlySet<string> = new Set(
  "every filter find findIndex findLast findLastIndex flatMap forEach map some".split(" "),
);

/** `[1, 2].map(f)`: the list is not empty. */
function callbackOf(
  call: ts.CallExpression,
  called: ts.Expression,
  checker: ts.TypeChecker,
): readonly ts.Node[] {
  const [callback] = call.arguments;
  if (!callback || !ts.isPropertyAccessExpression(called) || !CALLING.has(called.name.text))
    return [];
  if (!ts.isArrayLiteralExpression(called.expression)) return [];
  const { elements } = called.expression;
  if (elements.length === 0 || elements.some(ts.isSpreadElement)) return [];
  const own = functionOf(callback, checker);
  return own ? bodyOf(own) : [];
}
