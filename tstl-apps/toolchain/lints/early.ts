import * as ts from "typescript";
import { certainlyEarly } from "../early/certain-reads.ts";
import { earlyReads } from "../early/early-reads.ts";
import * as faults from "../faults.ts";
import type { Lint } from "./lint.ts";

/** `f(); const x = 1;` where what is called reads x: JavaScript throws, Lua finds nothing there. */
export const calledTooEarly: Lint = (node, { checker }) => {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const name = certainlyEarly(node, checker);
  return name ? faults.calledTooEarly(node.expression.getText(), name) : undefined;
};

/** The same where it is not sure that it happens, and nothing can be tested at run time. */
export const maybeTooEarly: Lint = (node, { checker }) => {
  if (!ts.isIdentifier(node)) return undefined;
  return earlyReads(node.getSourceFile(), checker).get(node) === "refused"
    ? faults.maybeTooEarly(node.text)
    : undefined;
};
