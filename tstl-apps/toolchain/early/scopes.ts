import * as ts from "typescript";

/** What JavaScript refuses to read before its declaration has run. */
export type Declaration = ts.VariableDeclaration | ts.BindingElement | ts.ClassDeclaration;

/** What has the declarations of a scope. */
export type Scope = ts.SourceFile | ts.Block | ts.ModuleBlock | ts.CaseBlock;

export function isScope(node: ts.Node): node is Scope {
  return (
    ts.isSourceFile(node) || ts.isBlock(node) || ts.isModuleBlock(node) || ts.isCaseBlock(node)
  );
}

export function statementsOf(scope: Scope): readonly ts.Statement[] {
  return ts.isCaseBlock(scope)
    ? scope.clauses.flatMap(({ statements }) => [...statements])
    : scope.statements;
}

export interface Declared {
  readonly scope: Scope;
  /** Place of the statement among those of the scope. */
  readonly index: number;
}

/**
 * Where a let, const or class is declared. Undefined: loops and parameters have scopes of their own, and what a namespace
 * exports is a member of an object.
 */
export function declaredAt(declaration: Declaration): Declared | undefined {
  let at: ts.Node = declaration;
  while (!ts.isVariableDeclaration(at) && !ts.isClassDeclaration(at) && !ts.isParameter(at))
    at = at.parent;
  if (ts.isParameter(at)) return undefined;
  const statement = ts.isClassDeclaration(at) ? at : at.parent.parent;
  if (!ts.isVariableStatement(statement) && !ts.isClassDeclaration(statement)) return undefined;
  const scope = ts.isCaseOrDefaultClause(statement.parent)
    ? statement.parent.parent
    : statement.parent;
  const isMember = ts.isModuleBlock(scope) && ts.isVariableStatement(statement) && isExported(at);
  return isScope(scope) && !isMember
    ? { scope, index: statementsOf(scope).indexOf(statement) }
    : undefined;
}

function isExported(node: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0;
}

/** True where `child`, a part of `node`, runs later than what stands around `node`. */
export function isDeferred(node: ts.Node, child: ts.Node): boolean {
  if (ts.isDecorator(child)) return false;
  if (ts.isPropertyDeclaration(node)) return node.initializer === child && !isStatic(node);
  return ts.isFunctionLike(node) && node.name !== child;
}

export function isStatic(node: ts.ClassElement): boolean {
  if (ts.isClassStaticBlockDeclaration(node)) return true;
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) !== 0;
}

/** The function, or the field's initialiser, that a node runs with; the file where there is none. */
export function runsWith(node: ts.Node): ts.Node {
  let child = node;
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isSourceFile(at) || isDeferred(at, child)) return at;
    child = at;
  }
  return child;
}

/** The declaration that a name stands for, if it is of that kind and in the same file. */
export function declarationOf(
  node: ts.Identifier,
  checker: ts.TypeChecker,
): Declaration | undefined {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  const declaration = symbol?.valueDeclaration;
  if (!declaration || declaration.getSourceFile() !== node.getSourceFile()) return undefined;
  if (ts.isClassDeclaration(declaration))
    return declaration.name === node ? undefined : declaration;
  if (!ts.isVariableDeclaration(declaration) && !ts.isBindingElement(declaration)) return undefined;
  return declaration.name === node ? undefined : declaration;
}

/** Types mean nothing at run time. */
export function isOnlyType(node: ts.Node): boolean {
  if (ts.isExpressionWithTypeArguments(node)) return false;
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword;
  return ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
}

/** What of a node runs where it stands: of a class its static values, of a function nothing but its name. */
export function partsThatRunAt(node: ts.Node): readonly ts.Node[] {
  if (ts.isClassLike(node)) return runningParts(node);
  if (ts.isFunctionLike(node))
    return node.name && ts.isComputedPropertyName(node.name) ? [node.name] : [];
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (child) => void parts.push(child));
  return parts;
}

/** What of a class runs where it stands. */
function runningParts(node: ts.ClassLikeDeclaration): readonly ts.Node[] {
  const members = node.members.flatMap((one): readonly ts.Node[] => {
    const decorators = ts.canHaveDecorators(one) ? (ts.getDecorators(one) ?? []) : [];
    const name = one.name && ts.isComputedPropertyName(one.name) ? [one.name] : [];
    if (ts.isClassStaticBlockDeclaration(one)) return [one.body];
    const value = ts.isPropertyDeclaration(one) && isStatic(one) ? one.initializer : undefined;
    return [...decorators, ...name, ...(value ? [value] : [])];
  });
  return [...(ts.getDecorators(node) ?? []), ...(node.heritageClauses ?? []), ...members];
}

/** `x = 1`, `x += 1` and their like. */
export function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
