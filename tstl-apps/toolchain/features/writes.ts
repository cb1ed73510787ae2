import * as ts from "typescript";

/**
 * What is assigned to a variable after its declaration: values of `=`, and the whole of `x += 1` and its like.
 * Undefined: it changes in another way, such as by a pattern. Those of another variable of the name count as well.
 */
export function writesOf(declaration: ts.VariableDeclaration): ts.Expression[] | undefined {
  const { text } = declaration.name as ts.Identifier;
  const writes: ts.Expression[] = [];
  const collect = (node: ts.Node): boolean => {
    if (ts.isIdentifier(node) && node.text === text && isWritten(node)) {
      const { parent } = node;
      if (!ts.isBinaryExpression(parent) || parent.left !== node) return false;
      writes.push(isPlain(parent) ? parent.right : parent);
    }
    return ts.forEachChild(node, (child) => !collect(child) || undefined) === undefined;
  };
  return collect(declaration.getSourceFile()) ? writes : undefined;
}

function isPlain({ operatorToken }: ts.BinaryExpression): boolean {
  return operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** Assigned, stepped, or filled by a pattern. */
export function isWrittenTo(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name && isWritten(node)) return true;
  return ts.forEachChild(node, (child) => isWrittenTo(child, name) || undefined) ?? false;
}

function isWritten(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPostfixUnaryExpression(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent))
    return [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(parent.operator);
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent))
    return parent.initializer === node;
  if (ts.isBinaryExpression(parent)) return parent.left === node && isAssignment(parent);
  return isPartOfPattern(parent) && isWritten(parent);
}

function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isPartOfPattern(node: ts.Node): boolean {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node)
  );
}
