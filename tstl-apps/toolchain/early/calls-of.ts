import * as ts from "typescript";
import { isAlways } from "../features/type-parts.ts";
import { AMBIENT_FILE, LIBRARY_ROOT } from "../paths.ts";
import { isOnlyType, partsThatRunAt } from "./scopes.ts";

type Calls = "none" | "known" | "any";

/** Whether a statement calls nothing, what the language and the library have, or anything else. */
export function callsOf(node: ts.Node, checker: ts.TypeChecker): Calls {
  if (isOnlyType(node)) return "none";
  if (isOpen(node, checker)) return "any";
  let calls: Calls = isCallLike(node) ? "known" : "none";
  for (const part of partsThatRunAt(node)) {
    const own = callsOf(part, checker);
    if (own === "any") return own;
    if (own === "known") calls = own;
  }
  return calls;
}

/** Something that may run any function of the program. */
function isOpen(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || ts.isDecorator(node)) return true;
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node))
    return !isKnown(checker.getResolvedSignature(node)?.declaration);
  if (ts.isForOfStatement(node) || ts.isSpreadElement(node))
    return !checker.isArrayLikeType(checker.getTypeAtLocation(node.expression));
  if (ts.isPropertyAccessExpression(node))
    return ((checker.getSymbolAtLocation(node.name)?.flags ?? 0) & ts.SymbolFlags.Accessor) !== 0;
  if (ts.isTemplateSpan(node)) return isObject(node.expression, checker);
  if (ts.isVariableDeclaration(node) && ts.isArrayBindingPattern(node.name))
    return !checker.isArrayLikeType(checker.getTypeAtLocation(node));
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.InstanceOfKeyword) return true;
  return kind === ts.SyntaxKind.PlusToken
    ? isObject(node.left, checker) || isObject(node.right, checker)
    : false;
}

function isKnown(declaration: ts.Node | undefined): boolean {
  const name = declaration?.getSourceFile().fileName;
  return name === AMBIENT_FILE || (name?.startsWith(LIBRARY_ROOT) ?? false);
}

/** Its toString may be the program's. */
function isObject(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const { StringLike, NumberLike, BooleanLike, Undefined } = ts.TypeFlags;
  const plain = StringLike | NumberLike | BooleanLike | Undefined;
  return !isAlways(checker.getTypeAtLocation(node), plain);
}

export function isCallLike(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)
  );
}
