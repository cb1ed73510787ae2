import type {
  CallExpression,
  Expression,
  FunctionDeclaration,
  TableConstructorExpression,
} from "luaparse";
import type { LocalNames } from "./local-names.ts";
import { isParenthesised, isPrefix, numeral, operatorOf, precedenceOf } from "./lua-syntax.ts";
import type { LuaWriter } from "./lua-writer.ts";
import { idleArgument } from "./shared-names.ts";

export interface ExpressionContext {
  /** What was parsed, with ranges. */
  readonly source: string;
  readonly names: LocalNames;
  /** What stands for a name or `table.name` that no function around declares; undefined: it stands for itself. */
  outer(node: Expression): string | undefined;
  /** Prints a function. */
  function(writer: LuaWriter, node: FunctionDeclaration): void;
}

type Printers = {
  readonly [T in Expression["type"]]: (node: Extract<Expression, { type: T }>) => void;
};
type Binary = Extract<Expression, { left: Expression }>;

/** Prints expressions without needless parentheses and spaces. */
export class ShortExpressions {
  readonly #context: ExpressionContext;
  readonly #writer: LuaWriter;
  readonly #printers: Printers;

  constructor(context: ExpressionContext, writer: LuaWriter) {
    this.#context = context;
    this.#writer = writer;
    const put = (token: string) => writer.put(token);
    this.#printers = {
      Identifier: ({ name }) => put(context.names.of(name) ?? globalName(name)),
      NumericLiteral: ({ raw }) => put(numeral(raw)),
      StringLiteral: ({ raw }) => writer.literal(raw),
      BooleanLiteral: ({ raw }) => put(raw),
      NilLiteral: ({ raw }) => put(raw),
      VarargLiteral: ({ raw }) => put(raw),
      FunctionDeclaration: (node) => context.function(writer, node),
      TableConstructorExpression: (node) => this.#table(node),
      UnaryExpression: (node) => {
        put(node.operator);
        this.#operand(node.argument, precedenceOf(node.argument) < precedenceOf(node));
      },
      BinaryExpression: (node) => this.#binary(node),
      LogicalExpression: (node) => this.#binary(node),
      MemberExpression: ({ base, indexer, identifier }) => {
        this.#operand(base, !isPrefix(base));
        put(indexer + identifier.name);
      },
      IndexExpression: ({ base, index }) => {
        this.#operand(base, !isPrefix(base));
        this.#between("[", () => this.print(index), "]");
      },
      CallExpression: (node) => {
        this.#operand(node.base, !isPrefix(node.base));
        this.#between("(", () => this.#arguments(node), ")");
      },
      StringCallExpression: ({ base, argument }) => {
        this.#operand(base, !isPrefix(base));
        this.print(argument);
      },
      TableCallExpression: (node) => {
        this.#operand(node.base, !isPrefix(node.base));
        this.print(node.arguments);
      },
    };
  }

  print(node: Expression): void {
    const shared = this.#sharedName(node);
    if (shared !== undefined) this.#writer.put(shared);
    else (this.#printers[node.type] as (node: Expression) => void)(node);
  }

  #sharedName(node: Expression): string | undefined {
    const { names, outer } = this.#context;
    const local = node.type === "Identifier" && names.of(node.name) !== undefined;
    return local ? undefined : outer(node);
  }

  /** The last one gives all its values, unless parentheses hold it to one. `called`: it stands in those of a call. */
  list(values: readonly Expression[], called = false): void {
    values.forEach((value, i) => {
      if (i > 0) this.#writer.put(",");
      if (i < values.length - 1) this.print(value);
      else this.#last(value, called && i === 0);
    });
  }

  #arguments({ base, arguments: [first, ...rest] }: CallExpression): void {
    const shared = this.#sharedName(base);
    if (shared === undefined || first?.type !== "NilLiteral") {
      this.list(first ? [first, ...rest] : [], true);
      return;
    }
    this.#writer.put(idleArgument(shared, first.raw, rest.length === 0));
    this.list(rest);
  }

  #last(value: Expression, firstArgument: boolean): void {
    this.#operand(value, isParenthesised(this.#context.source, value, firstArgument));
  }

  #operand(node: Expression, parentheses: boolean): void {
    if (parentheses) this.#between("(", () => this.print(node), ")");
    else this.print(node);
  }

  #between(open: string, write: () => void, close: string): void {
    this.#writer.put(open);
    write();
    this.#writer.put(close);
  }

  #binary(node: Binary): void {
    const own = precedenceOf(node);
    const toRight = node.operator === "^" || node.operator === "..";
    const left = precedenceOf(node.left);
    // Texts that are joined in another order are the same text.
    const joins = node.operator === ".." && operatorOf(node.left) === "..";
    this.#operand(node.left, left < own || (left === own && toRight && !joins));
    this.#writer.put(node.operator);
    const right = precedenceOf(node.right);
    const binary = operatorOf(node.right) !== undefined;
    this.#operand(node.right, binary && (right < own || (right === own && !toRight)));
  }

  #table({ fields }: TableConstructorExpression): void {
    this.#writer.put("{");
    fields.forEach((field, i) => {
      if (i > 0) this.#writer.put(",");
      if (field.type === "TableKeyString") this.#writer.put(`${field.key.name}=`);
      if (field.type === "TableKey") this.#between("[", () => this.print(field.key), "]=");
      if (field.type === "TableValue" && i === fields.length - 1) this.#last(field.value, false);
      else this.print(field.value);
    });
    this.#writer.put("}");
  }
}

/** One that a short name would hide is no global of ours. */
function globalName(name: string): string {
  if (name.length > 2 || BUILT_IN.has(name)) return name;
  throw new Error(`the library uses a global ${name}: local variables may be called so`);
}

const BUILT_IN: ReadonlySet<string> = new Set(["_G", "io", "os"]);
