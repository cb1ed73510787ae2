import * as ts from "typescript";
import * as faults from "../faults.ts";
import type { Lint } from "./lint.ts";

/** Methods that Lua itself looks for in the class of an object. */
const METAMETHODS: ReadonlySet<string> = new Set(
  (
    "__add __band __bnot __bor __bxor __call __close __concat __div __eq __gc __idiv __index __ipairs __keys __le " +
    "__len __lt __metatable __mod __mode __mul __name __newindex __pairs __pow __shl __shr __sub __tostring __unm"
  ).split(" "),
);

/** Names that Lua or the compiler give to variables of their own. */
export const reservedName: Lint = (node) => {
  if (!ts.isIdentifier(node) || !isDeclared(node)) return undefined;
  const { text } = node;
  const taken = text === "_ENV" || text.startsWith("____") || text.startsWith("__TS__");
  return taken ? faults.reservedName(text) : undefined;
};

/** `class A { __index() {} }`. */
export const metamethodName: Lint = (node) => {
  if (!ts.isClassElement(node) || !node.name || !ts.isClassLike(node.parent)) return undefined;
  const { name } = node;
  const text = ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";
  return METAMETHODS.has(text) ? faults.metamethodName(text) : undefined;
};

/** `enum E {} namespace E {}`: what stands in the namespace does not see the enum. */
export const enumNamespace: Lint = (node, { checker }) => {
  if (!ts.isModuleDeclaration(node)) return undefined;
  const symbol = checker.getSymbolAtLocation(node.name);
  const merged = symbol?.declarations?.some(ts.isEnumDeclaration);
  return merged ? faults.enumNamespace(node.name.getText()) : undefined;
};

/** Variables, parameters, functions, classes, enums and namespaces; no members. */
function isDeclared({ parent }: ts.Identifier): boolean {
  return (
    ts.isVariableDeclaration(parent) ||
    ts.isBindingElement(parent) ||
    ts.isParameter(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isFunctionExpression(parent) ||
    ts.isClassLike(parent) ||
    ts.isEnumDeclaration(parent) ||
    ts.isModuleDeclaration(parent)
  );
}
