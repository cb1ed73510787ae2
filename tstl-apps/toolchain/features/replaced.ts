import type * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import constructors from "typescript-to-lua/dist/transformation/visitors/class/members/constructor.js";
import fields from "typescript-to-lua/dist/transformation/visitors/class/members/fields.js";
import literals from "typescript-to-lua/dist/transformation/visitors/literal.js";
import { transformConstructor, transformStaticField } from "./class-members.ts";
import { privateKey } from "./private-names.ts";

/**
 * Functions inside TypeScriptToLua that no visitor reaches, replaced by ours where they give wrong Lua. It calls
 * them through the modules that export them.
 */
export function replaceInCompiler(): void {
  const propertyName = literals.transformPropertyName;
  Object.assign(literals, {
    transformPropertyName: (context: lua.TransformationContext, node: ts.PropertyName) =>
      privateKey(node) ?? propertyName(context, node),
  });
  Object.assign(fields, { transformStaticPropertyDeclaration: transformStaticField });
  Object.assign(constructors, { transformConstructorDeclaration: transformConstructor });
}
