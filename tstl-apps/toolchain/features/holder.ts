import type * as ts from "typescript";
import * as lua from "typescript-to-lua";

type Context = lua.TransformationContext;

/** Names for what is read more than once, in the order in which JavaScript evaluates it. */
export class Holder {
  readonly #context: Context;
  readonly #always: boolean;
  readonly #names: lua.Identifier[] = [];
  readonly #values: lua.Expression[] = [];

  /** `always`: also what is a name already, since it may be assigned meanwhile. */
  constructor(context: Context, always: boolean) {
    this.#context = context;
    this.#always = always;
  }

  name(value: lua.Expression): lua.Expression {
    if (lua.isLiteral(value) || (lua.isIdentifier(value) && !this.#always)) return value;
    const name = this.#context.createTempNameForLuaExpression(value);
    this.#names.push(name);
    this.#values.push(value);
    return lua.cloneIdentifier(name);
  }

  around(statements: lua.Statement[], node: ts.Node): lua.Statement[] {
    if (this.#names.length === 0) return statements;
    const declared = lua.createVariableDeclarationStatement(this.#names, this.#values, node);
    return [lua.createDoStatement([declared, ...statements], node)];
  }
}
