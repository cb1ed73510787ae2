import type * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { callRuntime } from "./ambient-call.ts";
import { isAsyncGeneratorPart } from "./generators.ts";
import { jumpStatement, takeBreakLabel, targetOf, unlabelled } from "./jumps.ts";

/** `label: for (…) { … }`: with a Lua label behind it, when a break from deep inside leads there. */
export const labelVisitor: lua.FunctionVisitor<ts.LabeledStatement> = (node, context) => {
  const statements = context.transformStatements(node.statement);
  const label = takeBreakLabel(unlabelled(node));
  if (label === undefined) return statements;
  return lua.createDoStatement([...statements, lua.createLabelStatement(label)], node);
};

export const breakVisitor: lua.FunctionVisitor<ts.BreakStatement> = (node, context) => {
  const target = targetOf(node);
  return jumpStatement({ kind: "break", ...(target && { target }) }, node, context);
};

export const continueVisitor: lua.FunctionVisitor<ts.ContinueStatement> = (node, context) => {
  const target = targetOf(node);
  return jumpStatement({ kind: "continue", ...(target && { target }) }, node, context);
};

export const returnVisitor: lua.FunctionVisitor<ts.ReturnStatement> = (node, context) => {
  const value = node.expression && context.transformExpression(node.expression);
  const awaited = value && isAsyncGeneratorPart(node);
  const result = awaited ? callRuntime("Await", [value], node, context) : value;
  return jumpStatement({ kind: "return" }, node, context, result);
};
