import * as ts from "typescript";
import type { TransformationContext } from "typescript-to-lua";
import type { Fault } from "./faults.ts";

/** Our faults travel through TypeScript's list of diagnostics: number 1234 of source "VN" is VN1234. */
export const SOURCE = "VN";

/** Tells of a fault at a node of the app, from within the transformation. */
export function report(fault: Fault, node: ts.Node, context: TransformationContext): void {
  context.diagnostics.push(toTypeScript(fault, node));
}

export function toTypeScript(fault: Fault, node: ts.Node): ts.Diagnostic {
  const original = ts.getOriginalNode(node);
  const category =
    fault.severity === "error" ? ts.DiagnosticCategory.Error : ts.DiagnosticCategory.Warning;
  const related = fault.advice === undefined ? [] : [adviceOf(fault.advice)];
  return {
    category,
    code: Number(fault.code.slice(2)),
    source: SOURCE,
    file: original.getSourceFile(),
    start: original.getStart(),
    length: original.getWidth(),
    messageText: fault.message,
    relatedInformation: related,
  };
}

function adviceOf(text: string): ts.DiagnosticRelatedInformation {
  const category = ts.DiagnosticCategory.Suggestion;
  return {
    category,
    code: 0,
    file: undefined,
    start: undefined,
    length: undefined,
    messageText: text,
  };
}
