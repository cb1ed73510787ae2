import * as lua from "typescript-to-lua";
import { REWRITES } from "./features/index.ts";
import { type FileContext, type LiveImports, rewriteImports } from "./import-pass.ts";
import { isNode } from "./lua-names.ts";
import { sharedVariables } from "./lua-tree.ts";

/**
 * Where an expression stands: what is done with its value decides whether an integer may stay one.
 * index: inside `[]`; compared: operand of a comparison; summed: operand beside a float; value: anything else.
 */
export type Place = "index" | "compared" | "summed" | "value";

export interface RewriteContext extends FileContext {
  /** Variables that another function than their own assigns. */
  readonly shared: ReadonlySet<lua.SymbolId>;
  /** Takes a part of the runtime along. */
  use(feature: string): void;
}

/** Answers what stands in place of an expression of the emitted program, or changes a statement; undefined leaves it. */
export type Rewrite = (
  node: lua.Node,
  place: Place,
  context: RewriteContext,
) => lua.Expression | undefined;

const COMPARISONS: ReadonlySet<lua.SyntaxKind> = new Set([
  lua.SyntaxKind.EqualityOperator,
  lua.SyntaxKind.InequalityOperator,
  lua.SyntaxKind.LessThanOperator,
  lua.SyntaxKind.LessEqualOperator,
  lua.SyntaxKind.GreaterThanOperator,
  lua.SyntaxKind.GreaterEqualOperator,
]);
const SUMS: ReadonlySet<lua.SyntaxKind> = new Set([
  lua.SyntaxKind.AdditionOperator,
  lua.SyntaxKind.SubtractionOperator,
]);
const PRODUCTS: ReadonlySet<lua.SyntaxKind> = new Set([
  lua.SyntaxKind.MultiplicationOperator,
  lua.SyntaxKind.DivisionOperator,
  lua.SyntaxKind.PowerOperator,
]);

/** Applies every rewrite to a file, in place. Answers the number literals that are to print as integers. */
export function rewriteLua(file: lua.File, context: FileContext): ReadonlySet<lua.Node> {
  const live = rewriteImports(file, context);
  const features = file.luaLibFeatures as Set<string>;
  const use = (name: string) => void features.add(name);
  const rewriter = new Rewriter({ ...context, shared: sharedVariables(file), use }, live);
  rewriter.visitChildren(file, "value");
  return rewriter.integers;
}

class Rewriter {
  readonly integers = new Set<lua.Node>();
  /** TypeScriptToLua uses some nodes in two places. */
  readonly #seen = new Set<lua.Node>();
  readonly #context: RewriteContext;
  readonly #live: LiveImports;

  constructor(context: RewriteContext, live: LiveImports) {
    this.#context = context;
    this.#live = live;
  }

  visitChildren(node: lua.Node, place: Place): void {
    if (this.#seen.has(node)) return;
    this.#seen.add(node);
    for (const [key, child] of Object.entries(node)) {
      if (isNode(child)) assign(node, key, this.#replaced(child, placeOf(node, key, place)));
      else if (Array.isArray(child)) this.#visitList(child);
    }
  }

  #visitList(list: unknown[]): void {
    list.forEach((item, i) => {
      if (isNode(item)) list[i] = this.#replaced(item, "value");
    });
  }

  #replaced(node: lua.Node, place: Place): lua.Node {
    if (lua.isNumericLiteral(node) && place === "index" && Number.isSafeInteger(node.value))
      this.integers.add(node);
    const live = lua.isIdentifier(node) && this.#live.get(node.symbolId as lua.SymbolId);
    if (live) return live;
    this.visitChildren(node, place);
    for (const rewrite of REWRITES) {
      const result = rewrite(node, place, this.#context);
      if (result) return result;
    }
    return node;
  }
}

function assign(node: lua.Node, key: string, value: lua.Node): void {
  (node as unknown as Record<string, lua.Node>)[key] = value;
}

function placeOf(parent: lua.Node, key: string, place: Place): Place {
  if (lua.isTableIndexExpression(parent)) return key === "index" ? "index" : "value";
  if (lua.isParenthesizedExpression(parent)) return place;
  if (!lua.isBinaryExpression(parent)) return "value";
  if (COMPARISONS.has(parent.operator)) return "compared";
  if (SUMS.has(parent.operator) && place === "index") return "index";
  if (SUMS.has(parent.operator) || PRODUCTS.has(parent.operator))
    return mayBeInteger(key === "left" ? parent.right : parent.left) ? "value" : "summed";
  return "value";
}

/** `#x` and what the VM's own floor gives: the only integers in a program where every literal is a float. */
function mayBeInteger(node: lua.Expression): boolean {
  if (lua.isParenthesizedExpression(node)) return mayBeInteger(node.expression);
  if (lua.isUnaryExpression(node)) return node.operator === lua.SyntaxKind.LengthOperator;
  return lua.isCallExpression(node);
}
