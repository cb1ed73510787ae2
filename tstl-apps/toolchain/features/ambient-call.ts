import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { AMBIENT_FILE } from "../paths.ts";
import { featureOf } from "../runtime-features.ts";
import { runtimeCall } from "./runtime-call.ts";

/** Turns a call of a method of an ambient object into Lua; undefined: it is another's. */
export type AmbientCall = (
  name: string,
  params: lua.Expression[],
  node: ts.CallExpression,
  context: lua.TransformationContext,
) => lua.Expression | undefined;

/** True when `node` is the ambient variable of that type, for example `console` of type ConsoleOutput. */
export function isAmbient(
  node: ts.Expression,
  typeName: string,
  context: lua.TransformationContext,
): boolean {
  if (!ts.isIdentifier(node)) return false;
  const symbol = context.checker.getTypeAtLocation(node).symbol;
  if (symbol?.name !== typeName) return false;
  return symbol.declarations?.[0]?.getSourceFile().fileName === AMBIENT_FILE;
}

/** A call of the runtime from where TypeScript is still at hand. */
export function callRuntime(
  name: string,
  params: lua.Expression[],
  node: ts.Node,
  context: lua.TransformationContext,
): lua.Expression {
  const features = context.usedLuaLibFeatures as Set<string>;
  const use = (feature: string) => void features.add(feature);
  const call = runtimeCall(name, params, { use }, lua.createNilLiteral());
  return lua.setNodeOriginal(call, node);
}

/** What a part of the runtime exports under that name. */
export function useRuntime(
  name: string,
  node: ts.Node,
  context: lua.TransformationContext,
): lua.Expression {
  (context.usedLuaLibFeatures as Set<string>).add(featureOf(name));
  return lua.createIdentifier(`__TS__${name}`, node);
}

/** A call into Lua's own libraries. */
export function callLibrary(
  library: string,
  name: string,
  params: lua.Expression[],
  node: ts.Node,
): lua.Expression {
  const access = lua.createTableIndexExpression(
    lua.createIdentifier(library),
    lua.createStringLiteral(name),
  );
  return lua.createCallExpression(access, params, node);
}
