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
  const [value] = params;
  if (params.length === 1 && only && value && isText(only, context))
    return lua.createCallExpression(
      lua.createIdentifier("print"),
      [orUndefined(value, only)],
      node,
    );
  const plain = node.arguments.every((argument) => isPlain(argument, context));
  const part = plain && !mayFormat(node.arguments, context) ? "LogValues" : "Log";
  return callRuntime(part, params, node, context);
};

function isText(node: ts.Expression, { checker }: lua.TransformationContext): boolean {
  return !ts.isSpreadElement(node) && isAlways(checker.getTypeAtLocation(node), StringLike);
}

/** An element that is not there is no text, whatever its type says. */
function orUndefined(value: lua.Expression, node: ts.Expression): lua.Expression {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isBinaryExpression(node))
    return value;
  return lua.createBinaryExpression(
    value,
    lua.createStringLiteral("undefined"),
    lua.SyntaxKind.OrOperator,
  );
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
