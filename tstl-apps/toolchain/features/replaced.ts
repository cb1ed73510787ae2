import type * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import builtins from "typescript-to-lua/dist/transformation/builtins/index.js";
import names from "typescript-to-lua/dist/transformation/utils/safe-names.js";
import assignments from "typescript-to-lua/dist/transformation/visitors/binary-expression/assignments.js";
import destructuring from "typescript-to-lua/dist/transformation/visitors/binary-expression/destructuring-assignments.js";
import binary from "typescript-to-lua/dist/transformation/visitors/binary-expression/index.js";
import constructors from "typescript-to-lua/dist/transformation/visitors/class/members/constructor.js";
import fields from "typescript-to-lua/dist/transformation/visitors/class/members/fields.js";
import literals from "typescript-to-lua/dist/transformation/visitors/literal.js";
import variables from "typescript-to-lua/dist/transformation/visitors/variable-declaration.js";
import { openAppending } from "./addition.ts";
import { assignDestructured, assignPattern } from "./assignment-patterns.ts";
import { bindPattern, bindVariable } from "./binding-patterns.ts";
import { transformConstructor, transformStaticField } from "./class-members.ts";
import { assignedElement } from "./list-write.ts";
import { takeOnce } from "./optional-calls.ts";
import { privateKey } from "./private-names.ts";

/**
 * Functions inside TypeScriptToLua that no visitor reaches, replaced by ours where they give wrong Lua. It calls
 * them through the modules that export them.
 */
export function replaceInCompiler(): void {
  const declareVariable = variables.transformVariableDeclaration;
  const propertyName = literals.transformPropertyName;
  Object.assign(literals, {
    transformPropertyName: (context: lua.TransformationContext, node: ts.PropertyName) =>
      privateKey(node) ?? propertyName(context, node),
  });
  const operation = binary.transformBinaryOperation;
  Object.assign(binary, {
    transformBinaryOperation: (
      context: lua.TransformationContext,
      left: lua.Expression,
      right: lua.Expression,
      before: lua.Statement[],
      operator: Parameters<typeof operation>[4],
      node: ts.Node,
    ) => {
      const result = openAppending(context, [left, right], operator, node);
      if (result) return { precedingStatements: before, result };
      return operation(context, left, right, before, operator, node);
    },
  });
  // Names with other letters than ASCII's are for LuaJIT only.
  Object.assign(names, { shouldAllowUnicode: () => false });
  Object.assign(builtins, {
    transformBuiltinCallExpression: takeOnce(builtins.transformBuiltinCallExpression),
  });
  Object.assign(fields, { transformStaticPropertyDeclaration: transformStaticField });
  Object.assign(variables, {
    transformBindingPattern: bindPattern,
    transformVariableDeclaration: (
      context: lua.TransformationContext,
      node: ts.VariableDeclaration,
    ) => bindVariable(context, node) ?? declareVariable(context, node),
  });
  const assign = assignments.transformAssignment;
  Object.assign(assignments, {
    transformAssignment: (...all: Parameters<typeof assign>) => {
      const [context, target, value] = all;
      return assignedElement(context, target, value) ?? assign(...all);
    },
  });
  Object.assign(destructuring, {
    transformAssignmentPattern: assignPattern,
    transformDestructuringAssignment: assignDestructured,
  });
  Object.assign(constructors, { transformConstructorDeclaration: transformConstructor });
}
