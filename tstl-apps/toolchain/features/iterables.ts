import * as ts from "typescript";

/** True when a loop over the expression has to close its iterator where it ends early. */
export function isClosed(node: ts.Expression, checker: ts.TypeChecker): boolean {
  if (isFreshAndPlain(node, checker)) return false;
  const type = checker.getTypeAtLocation(node);
  const constraint = checker.getBaseConstraintOfType(type) ?? type;
  const parts = constraint.isUnion() ? constraint.types : [constraint];
  return parts.some((part) => mayClose(part, checker));
}

/** Whether the iterators of that type have a `return`, or may have one. */
function mayClose(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return true;
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return false;
  if (checker.isArrayLikeType(type)) return false;
  const open = type.getProperties().find(({ name }) => name.startsWith("__@iterator"));
  const [signature] = open ? checker.getTypeOfSymbol(open).getCallSignatures() : [];
  return signature?.getReturnType().getProperty("return") !== undefined;
}

/** A generator made in the head of the loop, with nothing in it that could notice its end. */
function isFreshAndPlain(node: ts.Expression, checker: ts.TypeChecker): boolean {
  if (!ts.isCallExpression(node)) return false;
  const declaration = checker.getResolvedSignature(node)?.declaration;
  if (!declaration || !("asteriskToken" in declaration) || !declaration.asteriskToken) return false;
  const body = "body" in declaration ? (declaration.body as ts.Node | undefined) : undefined;
  return body !== undefined && !notices(body);
}

function notices(node: ts.Node): boolean {
  if (ts.isTryStatement(node) || ts.isForOfStatement(node)) return true;
  if (ts.isYieldExpression(node) && node.asteriskToken) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, notices) ?? false;
}
