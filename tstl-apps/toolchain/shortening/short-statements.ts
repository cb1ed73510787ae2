import type { Chunk, Expression, FunctionDeclaration, Identifier, Statement } from "luaparse";
import { LocalNames } from "./local-names.ts";
import { LuaWriter, type WrittenLua } from "./lua-writer.ts";
import { idleArgument } from "./shared-names.ts";
import { type ExpressionContext, ShortExpressions } from "./short-expressions.ts";

type Printers = {
  readonly [T in Statement["type"]]: (node: Extract<Statement, { type: T }>) => void;
};

/**
 * A statement at the top of a chunk as short as it may be: local names of one letter, a line for each statement inside.
 * What it declares at the top it only assigns: whoever joins chunks declares all their names in one place.
 */
export function shortStatement(
  node: Statement,
  source: string,
  outer: ExpressionContext["outer"],
): WrittenLua {
  const writer = new LuaWriter(lineOf(node));
  const statements = new ShortStatements(writer, source, outer);
  statements.print(asAssignment(node), false);
  return writer.written;
}

function asAssignment(node: Statement): Statement {
  if (node.type === "FunctionDeclaration") return { ...node, isLocal: false };
  return node.type === "LocalStatement" ? { ...node, type: "AssignmentStatement" } : node;
}

class ShortStatements {
  readonly #writer: LuaWriter;
  readonly #names = new LocalNames();
  readonly #outer: ExpressionContext["outer"];
  readonly #expressions: ShortExpressions;

  constructor(writer: LuaWriter, source: string, outer: ExpressionContext["outer"]) {
    this.#writer = writer;
    this.#outer = outer;
    const names = this.#names;
    const context = { source, names, outer, function: this.#function.bind(this) };
    this.#expressions = new ShortExpressions(context, writer);
  }

  /** `first` in its block. */
  print(node: Statement, first: boolean): void {
    const put = (token: string) => this.#writer.put(token);
    const list = (values: readonly Expression[]) => this.#expressions.list(values);
    const printers: Printers = {
      LocalStatement: ({ variables, init }) => {
        // The values do not see the new names.
        const values = this.#writer.aside(() => list(init));
        put(`local ${this.#declare(variables)}`);
        if (init.length > 0) put("=");
        this.#writer.append(values);
      },
      AssignmentStatement: ({ variables, init }) => {
        if (init.length === 0) return;
        this.#start(() => list(variables), first);
        put("=");
        list(init);
      },
      CallStatement: ({ expression }) => this.#start(() => list([expression]), first),
      FunctionDeclaration: (node) => this.#function(this.#writer, node),
      ReturnStatement: (node) => {
        put("return");
        list(node.arguments);
      },
      BreakStatement: () => put("break"),
      GotoStatement: ({ label }) => put(`goto ${this.#names.label(label.name)}`),
      LabelStatement: ({ label }) => put(`::${this.#names.label(label.name)}::`),
      IfStatement: ({ clauses }) => {
        clauses.forEach((clause, i) => {
          if (i > 0) this.#writer.newLine(lineOf(clause));
          put(CLAUSES[clause.type]);
          if (clause.type !== "ElseClause") {
            list([clause.condition]);
            put("then");
          }
          this.#names.within(() => this.#body(clause.body));
        });
        this.#end();
      },
      DoStatement: ({ body }) => this.#do(body),
      WhileStatement: ({ condition, body }) => {
        put("while");
        list([condition]);
        this.#do(body);
      },
      RepeatStatement: ({ body, condition }) => {
        put("repeat");
        // The condition sees the names of the body.
        this.#names.within(() => {
          this.#body(body);
          this.#writer.newLine(lineOf(condition));
          put("until");
          list([condition]);
        });
      },
      ForNumericStatement: ({ variable, start, end, step, body }) =>
        this.#for([variable], "=", step ? [start, end, step] : [start, end], body),
      ForGenericStatement: ({ variables, iterators, body }) =>
        this.#for(variables, "in", iterators, body),
    };
    (printers[node.type] as (node: Statement) => void)(node);
  }

  #body(body: readonly Statement[]): void {
    for (const [i, statement] of body.entries()) {
      this.#writer.newLine(lineOf(statement));
      this.print(statement, i === 0);
    }
  }

  #do(body: readonly Statement[]): void {
    this.#writer.put("do");
    this.#names.within(() => this.#body(body));
    this.#end();
  }

  #end(): void {
    this.#writer.newLine();
    this.#writer.put("end");
  }

  #declare(variables: readonly Identifier[]): string {
    return variables.map(({ name }) => this.#names.declare(name)).join(",");
  }

  /** A line that starts with a parenthesis would be a call of the line before; LuaJIT reads no `;` without one. */
  #start(write: () => void, first: boolean): void {
    const start = this.#writer.aside(write);
    if (start.text.startsWith("(") && !first) this.#writer.put(";");
    this.#writer.append(start);
  }

  #for(
    variables: readonly Identifier[],
    word: string,
    values: readonly Expression[],
    body: readonly Statement[],
  ): void {
    const range = this.#writer.aside(() => this.#expressions.list(values));
    this.#names.within(() => {
      this.#writer.put(`for ${this.#declare(variables)}`);
      this.#writer.put(word);
      this.#writer.append(range);
      this.#do(body);
    });
  }

  #function(
    writer: LuaWriter,
    { identifier: name, isLocal, parameters, body }: FunctionDeclaration,
  ) {
    writer.put(isLocal && name?.type === "Identifier" ? "local function" : "function");
    if (isLocal && name?.type === "Identifier") writer.put(this.#declare([name]));
    else if (name) this.#expressions.print(name);
    const shared = isLocal || !name ? undefined : this.#outer(name);
    this.#names.withinFunction(() => {
      if (name?.type === "MemberExpression" && name.indexer === ":") this.#names.keep("self");
      const names = parameters.map((each) =>
        each.type === "Identifier" ? this.#declare([each]) : each.raw,
      );
      const inside = writer.aside(() => this.#body(body));
      writer.put(`(${this.#parameters(names, shared)})`);
      if (body[0]) writer.newLine(lineOf(body[0]));
      writer.append(inside);
    });
    this.#end();
  }

  /** Behind the body: a first one that a shared function has not used there may stay out. */
  #parameters([first, ...rest]: readonly string[], shared: string | undefined): string {
    if (first === undefined) return "";
    const idle = shared !== undefined && first !== "..." && !this.#names.isUsed(first);
    const start = idle ? idleArgument(shared, first, rest.length === 0) : first;
    return idle ? start + rest.join(",") : [start, ...rest].join(",");
  }
}

const CLAUSES = { IfClause: "if", ElseifClause: "elseif", ElseClause: "else" };

function lineOf(node: { loc?: Chunk["loc"] }): number {
  return node.loc?.start.line ?? 1;
}
