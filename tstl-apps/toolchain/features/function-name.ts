import * as ts from "typescript";
import * as lua from "typescript-to-lua";

/** `f.name`, where the declaration of f tells it: functions carry no name in Lua. Undefined: it is not that. */
export function functionName(
  node: ts.PropertyAccessExpression,
  checker: ts.TypeChecker,
): lua.Expression | undefined {
  if (!isFunctionName(node, checker)) return undefined;
  const name = knownName(node.expression, checker);
  return name === undefined ? undefined : lua.createStringLiteral(name, node);
}

/** True for `.name` of what is a function and no class. */
export function isFunctionName(
  node: ts.PropertyAccessExpression,
  checker: ts.TypeChecker,
): boolean {
  if (node.name.text !== "name") return false;
  const type = checker.getTypeAtLocation(node.expression);
  if (type.getCallSignatures().length === 0 || type.getConstructSignatures().length > 0)
    return false;
  const owner = checker.getSymbolAtLocation(node.name)?.declarations?.[0]?.parent;
  return owner !== undefined && ts.isInterfaceDeclaration(owner) && owner.name.text === "Function";
}

/** The name of the function that the expression always is. */
export function knownName(node: ts.Expression, checker: ts.TypeChecker): string | undefined {
  const symbol = checker.getSymbolAtLocation(node);
  const target =
    symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = target?.valueDeclaration;
  if (!declaration) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return declaration.name?.text ?? "default";
  if (ts.isMethodDeclaration(declaration) && ts.isObjectLiteralExpression(declaration.parent))
    return ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name))
    return undefined;
  if (!(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const)) return undefined;
  const value = declaration.initializer;
  if (value && ts.isArrowFunction(value)) return declaration.name.text;
  return value && ts.isFunctionExpression(value)
    ? (value.name?.text ?? declaration.name.text)
    : undefined;
}
