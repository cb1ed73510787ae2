import type * as ts from "typescript";
import type { Fault } from "../faults.ts";

export interface LintContext {
  readonly checker: ts.TypeChecker;
}

/** What is wrong with a node that type-checks, if anything; the fault is told at the node. */
export type Lint = (node: ts.Node, context: LintContext) => Fault | undefined;
