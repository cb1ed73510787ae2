import luaparse, { type Expression, type Statement } from "luaparse";
import { type Position, Positions } from "../positions.ts";
import { SHARED, sharedName } from "./shared-names.ts";
import { shortStatement } from "./short-statements.ts";

/** A statement at the top of a file of the library. */
export interface UnitStatement {
  readonly text: string;
  /** Where each line of the text comes from. */
  readonly places: readonly (Position | undefined)[];
  /** The shared names that it gives a value and does nothing else; none: it acts, and belongs to all of its file. */
  readonly defines: readonly string[];
  readonly uses: ReadonlySet<string>;
}

/**
 * A file of the library in its short form. All of them share one scope: what they declare at the top stands in the text
 * as `«key»`, its name is chosen when the program is joined.
 */
export interface LibraryUnit {
  readonly id: string;
  readonly statements: readonly UnitStatement[];
  /** Shared names by the name that the file exports them under. */
  readonly exports: ReadonlyMap<string, string>;
}

/** The name under which the run-time library knows how many lines of a program are the library's. */
export const LIBRARY_LINES = "__TS__LibraryLines";

/** The key of what the module `file` exports as `name`. */
export function exportKey(file: string, name: string): string {
  return `${file}:${name}`;
}

/** The key of all that a module does when it runs: `import "./part.ts"` wants it. */
export function moduleKey(file: string): string {
  return `${file}:`;
}

/** A module of the library as the compiler emits it. */
export function moduleUnit(id: string, lua: string, sourceMap: string): LibraryUnit {
  const positions = new Positions(sourceMap);
  const at = (line: number) => {
    const place = positions.at(line);
    return place && { ...place, file: id };
  };
  const origin = { exported: [], known: () => false, quiet: false, at };
  return new UnitReader(id, lua, origin).unit();
}

/**
 * A part of the run-time library. `exported`: those of its names that others use, `known`: whether a name that is not
 * its own is of another part.
 */
export function runtimeUnit(
  id: string,
  lua: string,
  exported: readonly string[],
  known: (name: string) => boolean,
): LibraryUnit {
  return new UnitReader(id, lua, { exported, known, quiet: true, at: () => undefined }).unit();
}

interface Origin {
  readonly exported: readonly string[];
  readonly known: (name: string) => boolean;
  /** What it makes at the top it makes for itself: it may stay out when nobody uses it, whatever makes it. */
  readonly quiet: boolean;
  readonly at: (line: number) => Position | undefined;
}

class UnitReader {
  readonly #id: string;
  readonly #origin: Origin;
  readonly #body: readonly Statement[];
  readonly #source: string;
  /** Keys of the names at the top of the file. */
  readonly #names = new Map<string, string>();
  readonly #exports = new Map<string, string>();
  /** `local ____part = require("part")`. */
  readonly #modules = new Map<string, string>();

  constructor(id: string, lua: string, origin: Origin) {
    this.#id = id;
    this.#origin = origin;
    if (lua.includes("«")) throw new Error(`${id}: « stands for shared names`);
    const chunk = luaparse.parse(lua, {
      luaVersion: "5.3",
      comments: false,
      ranges: true,
      locations: true,
    });
    this.#body = unwrapped(chunk.body);
    this.#source = lua;
  }

  unit(): LibraryUnit {
    const own = this.#body.filter((statement) => !this.#isImport(statement));
    for (const name of this.#origin.exported) this.#exports.set(name, name);
    const statements = own.map((statement) => this.#statement(statement));
    return {
      id: this.#id,
      statements: statements.filter(({ text }) => text !== "\n"),
      exports: this.#exports,
    };
  }

  /** Declarations first: functions use names that are declared below them. */
  #isImport(statement: Statement): boolean {
    if (statement.type === "ReturnStatement") return true;
    if (statement.type === "FunctionDeclaration" && statement.isLocal)
      this.#declare((statement.identifier as { name: string }).name);
    if (statement.type !== "LocalStatement") return false;
    const [variable] = statement.variables;
    const [value] = statement.init;
    const name = variable?.name ?? "";
    if (name === EXPORTS || name === LUALIB) return true;
    const module = value && requiredBy(value);
    if (module !== undefined) this.#modules.set(name, module);
    const imported = value && this.#importKey(value);
    if (imported !== undefined) this.#names.set(name, imported);
    if (module !== undefined || imported !== undefined) return true;
    for (const each of statement.variables) this.#declare(each.name);
    return false;
  }

  #declare(name: string): void {
    if (!this.#names.has(name))
      this.#names.set(name, this.#origin.exported.includes(name) ? name : `${this.#id}#${name}`);
  }

  /** `require("part").name`, `____part.name`, `____exports.name`, `____lualib.name`. */
  #importKey(node: Expression): string | undefined {
    const name = fieldOf(node);
    if (name === undefined || !("base" in node)) return undefined;
    const { base } = node;
    const required = requiredBy(base);
    if (required !== undefined) return exportKey(required, name);
    if (base.type !== "Identifier") return undefined;
    if (base.name === LUALIB) return name;
    if (base.name === EXPORTS) return this.#exportKey(name);
    const module = this.#modules.get(base.name);
    return module === undefined ? undefined : exportKey(module, name);
  }

  #exportKey(name: string): string {
    const key = exportKey(this.#id, name);
    this.#exports.set(name, key);
    return key;
  }

  #outer(node: Expression): string | undefined {
    const key = node.type === "Identifier" ? this.#keyOf(node.name) : this.#importKey(node);
    return key === undefined ? undefined : sharedName(key);
  }

  #keyOf(name: string): string | undefined {
    if (name === EXPORTS || name === "require" || this.#modules.has(name))
      throw new Error(`${this.#id}: no short form for ${name} as a value`);
    return this.#names.get(name) ?? (this.#origin.known(name) ? name : undefined);
  }

  #statement(statement: Statement): UnitStatement {
    const module = statement.type === "CallStatement" && requiredBy(statement.expression);
    if (module) return { text: "", places: [], defines: [], uses: new Set([moduleKey(module)]) };
    const { text, lines } = shortStatement(statement, this.#source, (node) => this.#outer(node));
    const uses = new Set([...text.matchAll(SHARED)].map(([, key = ""]) => key));
    return {
      text: `${text}\n`,
      uses,
      places: lines.map(this.#origin.at),
      defines: this.#defined(statement),
    };
  }

  #defined(statement: Statement): readonly string[] {
    if (statement.type === "FunctionDeclaration") return this.#keys([statement.identifier]);
    if (statement.type !== "LocalStatement" && statement.type !== "AssignmentStatement") return [];
    return statement.init.every(isInert) || this.#origin.quiet
      ? this.#keys(statement.variables)
      : [];
  }

  /** None when one of them is not a shared name. */
  #keys(names: readonly (Expression | null)[]): readonly string[] {
    const keys = names.map((each) => (each ? this.#outer(each) : undefined));
    if (keys.some((key) => key === undefined)) return [];
    return keys.map((key) => (key as string).slice(1, -1));
  }
}

const EXPORTS = "____exports";
const LUALIB = "____lualib";

/** What a file only passes on stands in a block. */
function unwrapped(body: readonly Statement[]): readonly Statement[] {
  return body.flatMap((statement) => {
    if (statement.type !== "DoStatement") return [statement];
    const [first] = statement.body;
    const passesOn =
      first?.type === "LocalStatement" && first.init.some((each) => requiredBy(each) !== undefined);
    return passesOn ? statement.body : [statement];
  });
}

/** The field's name; a word of Lua stands in brackets. */
function fieldOf(node: Expression): string | undefined {
  if (node.type === "MemberExpression") return node.identifier.name;
  if (node.type !== "IndexExpression" || node.index.type !== "StringLiteral") return undefined;
  return node.index.raw.slice(1, -1);
}

/** The text of `require("text")`. */
function requiredBy(node: Expression): string | undefined {
  if (node.type !== "CallExpression" || node.base.type !== "Identifier") return undefined;
  const [name] = node.arguments;
  if (node.base.name !== "require" || name?.type !== "StringLiteral") return undefined;
  return name.raw.slice(1, -1);
}

/** What can be left out when nobody reads it. */
function isInert(node: Expression): boolean {
  switch (node.type) {
    case "TableConstructorExpression":
      return node.fields.every((field) => isInert(field.value));
    case "MemberExpression":
      return isInert(node.base);
    case "UnaryExpression":
      return isInert(node.argument);
    case "BinaryExpression":
    case "LogicalExpression":
      return isInert(node.left) && isInert(node.right);
    default:
      return /^(FunctionDeclaration|Identifier|\w+Literal)$/.test(node.type);
  }
}
