import type { Program } from "typescript";
import * as lua from "typescript-to-lua";
import { rewriteLua } from "./lua-rewrite.ts";
import type { ModuleGraph } from "./module-graph.ts";

/** Prints Lua after our rewriting: number literals as floats, so that every VM computes with doubles. */
class FloatPrinter extends lua.LuaPrinter {
  readonly #integers: ReadonlySet<lua.Node>;

  constructor(host: lua.EmitHost, program: Program, file: string, integers: ReadonlySet<lua.Node>) {
    super(host, program, file);
    this.#integers = integers;
  }

  override printNumericLiteral(expression: lua.NumericLiteral) {
    const text = numberText(expression.value, this.#integers.has(expression));
    // A negative one, as of a constant enum, is the operand of any operator.
    return this.createSourceNode(expression, expression.value < 0 ? `(${text})` : text);
  }
}

/** Rewrites and prints one emitted file; `graph` learns what it needs. */
export function printLua(graph: ModuleGraph): lua.Printer {
  return (program, host, fileName, file) => {
    const integers = rewriteLua(file, { program, graph, fileName });
    return new FloatPrinter(host, program, fileName, integers).print(file);
  };
}

/** A number as Lua source. Integers print as `1.0` unless an integer is wanted. */
export function numberText(value: number, integer: boolean): string {
  if (value === Number.POSITIVE_INFINITY) return "(1/0)";
  const text = String(value);
  return integer || /[.e]/.test(text) ? text : `${text}.0`;
}
