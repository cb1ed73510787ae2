import * as lua from "typescript-to-lua";

/** True for the name as the compiler writes it, not for a variable of the program that is called so. */
export function isGlobal(node: lua.Node, name: string): boolean {
  return lua.isIdentifier(node) && node.text === name && node.symbolId === undefined;
}

/** The field's name when `node` is `library.field` of a Lua library. */
export function libraryField(node: lua.Expression, library: string): string | undefined {
  if (!lua.isTableIndexExpression(node) || !isGlobal(node.table, library)) return undefined;
  return lua.isStringLiteral(node.index) ? node.index.value : undefined;
}

/** The text of `require("text")`. */
export function requiredText(node: lua.Node | undefined): string | undefined {
  if (!node || !lua.isCallExpression(node) || !isGlobal(node.expression, "require"))
    return undefined;
  const [name] = node.params;
  return name && lua.isStringLiteral(name) ? name.value : undefined;
}

export function requireCall(file: string): lua.CallExpression {
  return lua.createCallExpression(lua.createIdentifier("require"), [lua.createStringLiteral(file)]);
}

export function isNode(value: unknown): value is lua.Node {
  return (
    typeof value === "object" && value !== null && typeof (value as lua.Node).kind === "number"
  );
}
