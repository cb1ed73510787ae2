import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { isGlobal } from "../lua-names.ts";
import { useRuntime } from "./ambient-call.ts";
import { noteOpenText } from "./open-values.ts";
import { isWholeBelow } from "./whole-range.ts";

/** Whole numbers below print as integers. */
const SAFE = 2 ** 53;

/** Template literals: what is a number by its type needs only the part of the runtime that prints numbers. */
export const templateVisitor: lua.FunctionVisitor<ts.TemplateExpression> = (node, context) => {
  const result = context.superTransformExpression(node);
  const spans = node.templateSpans.map(({ expression }) => expression);
  const texts = spans.filter((span) => !isOf(span, ts.TypeFlags.StringLike, context));
  const leaves = conversions(result);
  // A span that is a literal already stands there as text: then the two lists do not match.
  if (leaves.length !== texts.length) return result;
  for (const [i, span] of texts.entries()) specialize(leaves[i], span, context);
  return result;
};

/** `"n = " + n`; any other operation as the compiler has it. */
export function joinedText(
  node: ts.BinaryExpression,
  context: lua.TransformationContext,
): lua.Expression {
  const result = context.superTransformExpression(node);
  if (node.operatorToken.kind !== ts.SyntaxKind.PlusToken || !lua.isBinaryExpression(result))
    return result;
  if (result.operator !== lua.SyntaxKind.ConcatOperator) return result;
  specialize(asConversion(result.left), node.left, context);
  specialize(asConversion(result.right), node.right, context);
  return result;
}

type Conversion = lua.CallExpression;

/** Makes `tostring(x)` the printing of a number where the type says that x is one, and the VM's own of a whole one. */
function specialize(
  call: Conversion | undefined,
  source: ts.Expression,
  context: lua.TransformationContext,
): void {
  if (call) noteOpenText(source, context);
  if (!call || !isOf(source, ts.TypeFlags.NumberLike, context)) return;
  const isWhole = isWholeBelow(SAFE, source, context.checker);
  if (isWhole) call.params.unshift(useRuntime("WholeForm", source, context));
  call.expression = useRuntime(isWhole ? "Sprintf" : "NumberText", source, context);
}

/** The `tostring` calls among the operands of a chain of `..`, from left to right. */
function conversions(node: lua.Expression): readonly Conversion[] {
  if (lua.isBinaryExpression(node) && node.operator === lua.SyntaxKind.ConcatOperator)
    return [...conversions(node.left), ...conversions(node.right)];
  const call = asConversion(node);
  return call ? [call] : [];
}

function asConversion(node: lua.Expression): Conversion | undefined {
  return lua.isCallExpression(node) && isGlobal(node.expression, "tostring") ? node : undefined;
}

function isOf(node: ts.Expression, flags: ts.TypeFlags, context: lua.TransformationContext) {
  const type = context.checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => part.flags & flags);
}
