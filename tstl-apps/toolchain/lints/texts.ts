import * as ts from "typescript";
import * as faults from "../value-faults.ts";
import type { Lint } from "./lint.ts";

/** `"\ud83d"`: half of a character. */
export const halfCharacter: Lint = (node) => {
  const isText =
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node);
  return isText && /\p{Surrogate}/u.test(node.text) ? faults.halfCharacter() : undefined;
};
