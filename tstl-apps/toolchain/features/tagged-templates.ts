import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { transformOrderedExpressions } from "typescript-to-lua/dist/transformation/visitors/expression-list.js";
import { shownPath } from "../paths.ts";
import { callRuntime, useRuntime } from "./ambient-call.ts";

/** The tagged templates that are being turned into Lua, the innermost last. */
const open = new WeakMap<lua.TransformationContext, ts.TaggedTemplateExpression[]>();

/** A tag gets the same list of texts at each evaluation of one place. */
export const taggedVisitor: lua.FunctionVisitor<ts.TaggedTemplateExpression> = (node, context) => {
  if (!isKnownTag(node.tag)) return callOf(node, context);
  const around = open.get(context) ?? [];
  open.set(context, [...around, node]);
  const result = context.superTransformExpression(node);
  open.set(context, around);
  return result;
};

/** What TypeScriptToLua makes anew for a tag: `{1: "a", 2: "b", raw: ["a", "b"]}`. Undefined: it is another object. */
export function templateTexts(
  node: ts.ObjectLiteralExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  const raw = node.properties.at(-1);
  const site = open.get(context)?.at(-1);
  if (!site || node.pos !== -1 || !raw || !ts.isPropertyAssignment(raw)) return undefined;
  return ts.isArrayLiteralExpression(raw.initializer) ? textsOf(site, context) : undefined;
}

function textsOf(
  site: ts.TaggedTemplateExpression,
  context: lua.TransformationContext,
): lua.Expression {
  const place = `${shownPath(site.getSourceFile().fileName)}:${site.template.pos}`;
  const name = () => lua.createStringLiteral(place);
  const known = lua.createTableIndexExpression(useRuntime("Templates", site, context), name());
  const parts = partsOf(site.template);
  const lists = [parts.map(({ text }) => text), parts.map(rawOf)].map(listOf);
  const made = callRuntime("Template", [name(), ...lists], site, context);
  return lua.createBinaryExpression(known, made, lua.SyntaxKind.OrOperator, site);
}

function partsOf(template: ts.TemplateLiteral): readonly ts.TemplateLiteralLikeNode[] {
  if (!ts.isTemplateExpression(template)) return [template];
  return [template.head, ...template.templateSpans.map(({ literal }) => literal)];
}

/** As it is written, between its marks. */
function rawOf(part: ts.TemplateLiteralLikeNode): string {
  const isLast = ts.isNoSubstitutionTemplateLiteral(part) || ts.isTemplateTail(part);
  return part
    .getText()
    .slice(1, isLast ? -1 : -2)
    .replace(/\r\n?/g, "\n");
}

function listOf(texts: readonly string[]): lua.Expression {
  const literals = texts.map((text) => lua.createStringLiteral(text));
  return lua.createTableExpression(literals.map((text) => lua.createTableFieldExpression(text)));
}

function isKnownTag(tag: ts.Expression): boolean {
  return (
    ts.isIdentifier(tag) ||
    ts.isPropertyAccessExpression(tag) ||
    ts.isElementAccessExpression(tag) ||
    ts.isCallExpression(tag)
  );
}

/** Where a tag is an expression of another kind, TypeScriptToLua breaks off: `` tag`a``b` ``. */
function callOf(
  node: ts.TaggedTemplateExpression,
  context: lua.TransformationContext,
): lua.Expression {
  const { tag, template } = node;
  const spans = ts.isTemplateExpression(template) ? template.templateSpans : [];
  const values = spans.map(({ expression }) => expression);
  const [called, ...params] = transformOrderedExpressions(context, [tag, ...values]);
  const self = lua.createNilLiteral();
  const all = [self, textsOf(node, context), ...params];
  return lua.createCallExpression(called as lua.Expression, all, node);
}
