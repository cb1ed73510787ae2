import * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { transformCallAndArguments } from "typescript-to-lua/dist/transformation/visitors/call.js";
import { callRuntime } from "./ambient-call.ts";
import { isAlways } from "./type-parts.ts";

/** `list.map((x) => console.log(x))` whose result nobody takes: no list is made. Undefined: it is not that. */
export function unusedMap(
  node: ts.CallExpression,
  access: ts.PropertyAccessExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  if (access.name.text !== "map" || node.arguments.length !== 1) return undefined;
  const { checker } = context;
  if (!checker.isArrayLikeType(checker.getTypeAtLocation(access.expression))) return undefined;
  if (!isUnused(node, checker)) return undefined;
  const signature = checker.getResolvedSignature(node);
  const [list, params] = transformCallAndArguments(
    context,
    access.expression,
    node.arguments,
    signature,
  );
  return callRuntime("ArrayForEach", [list, ...params], node, context);
}

function isUnused(node: ts.CallExpression, checker: ts.TypeChecker): boolean {
  // What TypeScriptToLua makes of `list?.map(…)` has no parent.
  const parent = node.parent as ts.Node | undefined;
  if (!parent) return false;
  if (ts.isExpressionStatement(parent)) return true;
  if (!ts.isArrowFunction(parent) || parent.body !== node) return false;
  const item = checker.getIndexTypeOfType(checker.getTypeAtLocation(node), ts.IndexKind.Number);
  return item !== undefined && isAlways(item, ts.TypeFlags.Void);
}
