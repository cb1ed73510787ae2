import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { type AmbientCall, callRuntime } from "./ambient-call.ts";
import { isAlways, mayBe } from "./type-parts.ts";

const ERROR_METHODS: ReadonlySet<string> = new Set(["error", "warn"]);

/** One string goes to `print` as it is; anything else is shown as Node.js would. */
export const consoleCall: AmbientCall = (name, params, node, context) => {
  if (ERROR_METHODS.has(name)) return callRuntime("LogError", params, node, context);
  const [only] = node.arguments;
  if (params.length === 0)
    return lua.createCallExpression(
      lua.createIdentifier("print"),
      [lua.createStringLiteral("")],
      node,
    );
  if (params.length === 1 && only && isMadeText(only))
    return lua.createCallExpression(lua.createIdentifier("print"), params, node);
  const plain = node.arguments.every((argument) => isPlain(argument, context));
  const part = plain && !mayFormat(node.arguments, context) ? "LogValues" : "Log";
  return callRuntime(part, params, node, context);
};

/** A text that is one for sure, whatever the types overlook. */
function isMadeText(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

const { StringLike, NumberLike, BooleanLike, Undefined } = ts.TypeFlags;

function isPlain(node: ts.Expression, { checker }: lua.TransformationContext): boolean {
  if (ts.isSpreadElement(node)) return false;
  return isAlways(
    checker.getTypeAtLocation(node),
    StringLike | NumberLike | BooleanLike | Undefined,
  );
}

/** The first is a text that may hold `%d` for the others. */
function mayFormat(
  [first, ...others]: readonly ts.Expression[],
  { checker }: lua.TransformationContext,
): boolean {
  if (!first || others.length === 0) return false;
  if (ts.isStringLiteralLike(first)) return first.text.includes("%");
  return mayBe(checker.getTypeAtLocation(first), StringLike);
}
