import * as ts from "typescript";

/**
 * Takes the parentheses off what is called, deleted or voided: `(f)(x)`. TypeScriptToLua would do it by making all
 * nodes around anew, without a parent to be found from them. The file is as parsed, not yet bound.
 */
export function stripCallParentheses(file: ts.SourceFile): void {
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isVoidExpression(node) || ts.isDeleteExpression(node))
      strip(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
}

function strip(node: { expression: ts.Expression } & ts.Node): void {
  while (ts.isParenthesizedExpression(node.expression)) {
    const inner = node.expression.expression;
    if (ts.isOptionalChain(inner)) return;
    node.expression = inner;
    (inner as { parent: ts.Node }).parent = node;
  }
}
