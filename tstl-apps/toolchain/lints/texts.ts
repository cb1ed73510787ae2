import * as ts from "typescript";
import { isAlways } from "../features/type-parts.ts";
import * as faults from "../value-faults.ts";
import type { Lint, LintContext } from "./lint.ts";

/** What counts bytes on boards, and UTF-16 units in JavaScript. */
const COUNTING: ReadonlySet<string> = new Set(
  (
    "at charAt charCodeAt codePointAt indexOf lastIndexOf length padEnd padStart slice substr substring " +
    "toLowerCase toUpperCase"
  ).split(" "),
);

/** A text with letters other than ASCII's, in a file that counts the characters of texts. */
export const countedText: Lint = (node, context) => {
  if (!ts.isStringLiteralLike(node) || ts.isImportDeclaration(node.parent)) return undefined;
  const bytes = bytesOf(node.text);
  if (bytes === node.text.length || !counts(node.getSourceFile(), context)) return undefined;
  return faults.countedText(bytes, node.text.length);
};

const known = new WeakMap<ts.SourceFile, boolean>();

function counts(file: ts.SourceFile, context: LintContext): boolean {
  const answer = known.get(file) ?? hasCount(file, context);
  known.set(file, answer);
  return answer;
}

function hasCount(node: ts.Node, context: LintContext): boolean {
  if (isCount(node, context)) return true;
  return ts.forEachChild(node, (child) => hasCount(child, context) || undefined) ?? false;
}

function isCount(node: ts.Node, { checker }: LintContext): boolean {
  const access = ts.isPropertyAccessExpression(node) && COUNTING.has(node.name.text);
  if (!access && !ts.isElementAccessExpression(node)) return false;
  return isAlways(checker.getTypeAtLocation(node.expression), ts.TypeFlags.StringLike);
}

/** In UTF-8. */
function bytesOf(text: string): number {
  const sizes = Array.from(text, (character) => {
    const code = character.codePointAt(0) as number;
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}
