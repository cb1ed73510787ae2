import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { callRuntime } from "./ambient-call.ts";

/**
 * A private name is a key with its `#`, which no other name can have. Keys of instances are told by their class,
 * which leaves these out.
 */
export function privateKey(name: ts.Node): lua.StringLiteral | undefined {
  return ts.isPrivateIdentifier(name) ? lua.createStringLiteral(name.text, name) : undefined;
}

/** `#x in object`: whether the object was made by this class. Undefined: it is not that. */
export function privateTest(
  node: ts.BinaryExpression,
  context: lua.TransformationContext,
): lua.Expression | undefined {
  if (!ts.isPrivateIdentifier(node.left)) return undefined;
  const object = context.transformExpression(node.right);
  const owner = classAround(context);
  const member = context.checker.getSymbolAtLocation(node.left)?.valueDeclaration;
  if (member && ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static)
    return lua.createBinaryExpression(object, owner, lua.SyntaxKind.EqualityOperator, node);
  return callRuntime("MadeBy", [object, owner], node, context);
}

/** The Lua variable of the class that is being transformed. */
export function classAround(context: lua.TransformationContext): lua.Expression {
  const { classSuperInfos } = context as unknown as {
    classSuperInfos: readonly { className: lua.Identifier }[];
  };
  const name = classSuperInfos.at(-1)?.className;
  if (!name) throw new Error("no class around");
  return lua.cloneIdentifier(name);
}
