import * as ts from "typescript";
import { toTypeScript } from "../report.ts";
import * as absent from "./absent.ts";
import * as ambientClasses from "./ambient-classes.ts";
import * as any from "./any.ts";
import * as arrays from "./arrays.ts";
import * as classes from "./classes.ts";
import * as printed from "./console.ts";
import * as early from "./early.ts";
import * as functionText from "./function-text.ts";
import type { Lint, LintContext } from "./lint.ts";
import * as loops from "./loops.ts";
import * as names from "./names.ts";
import * as nothing from "./nothing.ts";
import * as objects from "./objects.ts";
import * as order from "./order.ts";
import * as syntax from "./syntax.ts";
import * as texts from "./texts.ts";
import * as values from "./values.ts";

/** What TypeScript takes and a board cannot do, each refused with advice. */
const LINTS: readonly Lint[] = [
  ...Object.values(syntax),
  ...Object.values(loops),
  ...Object.values(classes),
  ...Object.values(early),
  ...Object.values(order),
  ...Object.values(names),
  ...Object.values(objects),
  ...Object.values(values),
  ...Object.values(nothing),
  ...Object.values(arrays),
  ...Object.values(any),
  printed.formatDirective,
  printed.symbolKey,
  functionText.printedFunction,
  functionText.functionText,
  ...Object.values(texts),
  ...Object.values(absent),
  ...Object.values(ambientClasses),
];

/** All faults of a file of the app that the types do not show. */
export function lintFile(file: ts.SourceFile, context: LintContext): readonly ts.Diagnostic[] {
  const found: ts.Diagnostic[] = [];
  const visit = (node: ts.Node): void => {
    for (const lint of LINTS) {
      const fault = lint(node, context);
      if (fault) found.push(toTypeScript(fault, node));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
