import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { transformOrderedExpressions } from "typescript-to-lua/dist/transformation/visitors/expression-list.js";
import { isGlobal } from "../lua-names.ts";
import { callRuntime } from "./ambient-call.ts";
import { isSurelyThere } from "./surely-there.ts";

/** `[...a, b]`: a list is spread into a list however long it is. */
export function joinedList(
  node: ts.ArrayLiteralExpression,
  context: lua.TransformationContext,
): lua.Expression {
  const items = node.elements.map((one) =>
    ts.isSpreadElement(one) && !isRest(one.expression, context.checker) ? one.expression : one,
  );
  const parts: lua.Expression[] = [];
  let run: lua.TableFieldExpression[] = [];
  for (const [i, value] of transformOrderedExpressions(context, items).entries()) {
    if (ts.isSpreadElement(node.elements[i] as ts.Expression)) {
      run = [];
      parts.push(spreadPart(value));
      continue;
    }
    if (run.length === 0) parts.push(lua.createTableExpression(run, node));
    const there = isSurelyThere(value) ? value : callRuntime("Element", [value], node, context);
    run.push(lua.createTableFieldExpression(there));
  }
  return callRuntime("Joined", parts, node, context);
}

/** The compiler makes no variable of a rest parameter that is only spread. */
function isRest(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const declaration = ts.isIdentifier(node) && checker.getSymbolAtLocation(node)?.valueDeclaration;
  return declaration
    ? ts.isParameter(declaration) && declaration.dotDotDotToken !== undefined
    : false;
}

/** `...` or `unpack(rest)` of a rest parameter as a list. */
function spreadPart(value: lua.Expression): lua.Expression {
  const isSpread =
    lua.isDotsLiteral(value) ||
    (lua.isCallExpression(value) && isGlobal(value.expression, "unpack"));
  return isSpread ? lua.createTableExpression([lua.createTableFieldExpression(value)]) : value;
}
