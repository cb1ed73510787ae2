import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { earlyReads } from "../early/early-reads.ts";
import { isAppFile } from "../paths.ts";
import { callRuntime } from "./ambient-call.ts";
import { mayBe } from "./type-parts.ts";

/** `x` where its declaration may not have run yet: `(x or __TS__Initialized(nil, "x"))`. Others stay as they are. */
export function testedRead(
  node: ts.Identifier,
  value: lua.Expression,
  context: lua.TransformationContext,
): lua.Expression {
  const { sourceFile, checker } = context;
  if (!isAppFile(sourceFile.fileName)) return value;
  if (earlyReads(sourceFile, checker).get(node) !== "tested") return value;
  const name = lua.createStringLiteral(node.text);
  if (mayBe(checker.getTypeAtLocation(node), ts.TypeFlags.BooleanLike))
    return callRuntime("Initialized", [value, name], node, context);
  const raise = callRuntime("Initialized", [lua.createNilLiteral(), name], node, context);
  return lua.createBinaryExpression(value, raise, lua.SyntaxKind.OrOperator, node);
}
