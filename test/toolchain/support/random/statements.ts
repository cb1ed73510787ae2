import type { Chance } from "./chance.ts";
import { expression, literal, tested } from "./expressions.ts";
import { Scope, type Type } from "./scope.ts";

/** A statement, in parts that can be left out. */
export type Node = string | { readonly parts: readonly Part[]; readonly end: string };

export interface Part {
  readonly head: string;
  readonly body: readonly Node[];
}

/** Makes the statements of one program. */
export class Statements {
  readonly #chance: Chance;
  #names = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** Functions, generators and a class, then statements that use them. */
  program(): readonly Node[] {
    const scope = new Scope();
    const parts = [this.#function(scope), this.#generator(scope), this.#function(scope)];
    return [...parts, ...this.#class(scope), ...this.#list(scope, 6, 2), ...this.#prints(scope)];
  }

  #name(letter: string): string {
    this.#names++;
    return letter + this.#names;
  }

  #of(type: Type, scope: Scope, depth = 2): string {
    return expression(type, depth, scope, this.#chance);
  }

  #test(scope: Scope): string {
    const type = this.#chance.pick(["boolean", "boolean", "number", "string"] as const);
    return tested(type, (other) => this.#of(other, scope));
  }

  #list(scope: Scope, length: number, depth: number): readonly Node[] {
    const start = this.#declaration(scope);
    return [start, ...Array.from({ length }, () => this.#statement(scope, depth))];
  }

  #block(outer: Scope, depth: number, place?: { inLoop?: boolean }): readonly Node[] {
    return this.#list(new Scope(outer, place), 1 + this.#chance.below(2), depth - 1);
  }

  #statement(scope: Scope, depth: number): Node {
    const simple = [
      () => this.#declaration(scope),
      () => this.#assignment(scope),
      () => this.#assignment(scope),
      () => this.#destructuring(scope),
      () => `console.log(${this.#of("number", scope)}, ${this.#of("string", scope)});`,
      () => `console.log(${this.#of(this.#chance.pick(["boolean", "number[]"]), scope)});`,
      () => this.#jump(scope),
    ];
    const nested = [
      () => this.#if(scope, depth),
      () => this.#for(scope, depth),
      () => this.#forOf(scope, depth),
      () => this.#while(scope, depth),
      () => this.#switch(scope, depth),
      () => this.#try(scope, depth),
      () => this.#closures(scope),
    ];
    return this.#chance.pick(depth > 0 && this.#chance.often(45) ? nested : simple)();
  }

  #declaration(scope: Scope): string {
    const type = this.#chance.pick<Type>([
      "number",
      "number",
      "string",
      "boolean",
      "number[]",
      "pair",
    ]);
    const value = this.#of(type, scope);
    const name = scope.declare(this.#name("v"), type);
    const shown = type === "pair" ? "{ n: number; s: string }" : type;
    return `let ${name}: ${shown} = ${value};`;
  }

  #assignment(scope: Scope): string {
    const number = () => this.#of("number", scope);
    const [n, s, l, p] = (["number", "string", "number[]", "pair"] as const).map((type) =>
      scope.variable(type, this.#chance, true),
    );
    const forms = [
      n && `${n} ${this.#operator(number())};`,
      n && `${n}${this.#chance.pick(["++", "--"])};`,
      s && `${s} = ${this.#of("string", scope)};`,
      l && `${l} = few(${this.#of("number[]", scope)});`,
      l && `${l}.push(${number()});`,
      p && `${p}.n ${this.#chance.pick(["=", "+=", "*="])} ${number()};`,
      p && `${p} = ${this.#of("pair", scope)};`,
    ];
    return this.#chance.pick(forms.filter((form) => form !== undefined && form !== "")) ?? ";";
  }

  #operator(value: string): string {
    const changes = /[+-]{2}|\+= /.test(value);
    const operators = ["=", "+=", "-=", "*=", "|=", "%=", ">>=", "^="];
    return `${changes ? "=" : this.#chance.pick(operators)} ${value}`;
  }

  #destructuring(scope: Scope): string {
    const [list, pair] = [this.#of("number[]", scope), this.#of("pair", scope)];
    const [a, b] = [this.#name("d"), this.#name("d")];
    if (this.#chance.often(50)) {
      scope.declare(a, "number");
      scope.declare(b, "number[]");
      return `let [${a} = 0, ...${b}]: number[] = ${list};`;
    }
    scope.declare(a, "number");
    scope.declare(b, "string");
    return `let { n: ${a}, s: ${b} } = ${pair};`;
  }

  #jump(scope: Scope): string {
    const test = `if (${this.#test(scope)})`;
    const jumps = [`throw new RangeError(String(${this.#of("number", scope)}));`];
    if (scope.inLoop) jumps.push("break;", "continue;", "continue;");
    if (scope.returns) jumps.push(`return ${this.#of(scope.returns, scope)};`);
    const jump = this.#chance.pick(jumps);
    return jump.startsWith("throw") && !this.#chance.often(30) ? ";" : `${test} ${jump}`;
  }

  #if(scope: Scope, depth: number): Node {
    const parts = [{ head: `if (${this.#test(scope)}) {`, body: this.#block(scope, depth) }];
    if (this.#chance.often(50)) parts.push({ head: "} else {", body: this.#block(scope, depth) });
    return { parts, end: "}" };
  }

  #for(scope: Scope, depth: number): Node {
    const inner = new Scope(scope, { inLoop: true });
    const i = inner.declare(this.#name("i"), "number", true);
    const head = `for (let ${i} = 0; ${i} < ${1 + this.#chance.below(4)}; ${i}++) {`;
    return { parts: [{ head, body: this.#block(inner, depth) }], end: "}" };
  }

  #forOf(scope: Scope, depth: number): Node {
    const list = this.#of("number[]", scope);
    const inner = new Scope(scope, { inLoop: true });
    const x = inner.declare(this.#name("x"), "number");
    const head = `for (let ${x} of few(${list})) {`;
    return { parts: [{ head, body: this.#block(inner, depth) }], end: "}" };
  }

  #while(scope: Scope, depth: number): Node {
    const count = this.#name("w");
    const inner = new Scope(scope, { inLoop: true });
    const [test, body] = [this.#test(scope), this.#block(inner, depth)];
    const start = `{ if (${count}++ > 2) break;`;
    if (this.#chance.often(30))
      return {
        parts: [{ head: `let ${count} = 0; do ${start}`, body }],
        end: `} while (${test});`,
      };
    return { parts: [{ head: `let ${count} = 0; while (${test}) ${start}`, body }], end: "}" };
  }

  #switch(scope: Scope, depth: number): Node {
    const type = this.#chance.pick(["number", "string"] as const);
    const head = `switch (${this.#of(type, scope)} as ${type}) {`;
    const parts: Part[] = [{ head, body: [] }];
    const values = new Set(Array.from({ length: 3 }, () => literal(type, this.#chance)));
    values.delete("-0");
    const labels = [...values].map((value) => `case ${value}:`);
    labels.splice(this.#chance.below(labels.length + 1), 0, "default:");
    for (const label of labels) {
      parts.push({ head: `${label} {`, body: this.#block(scope, depth) });
      parts.push({ head: this.#chance.often(60) ? "} break;" : "}", body: [] });
    }
    return { parts, end: "}" };
  }

  #try(scope: Scope, depth: number): Node {
    const parts: Part[] = [{ head: "try {", body: this.#block(scope, depth) }];
    const error = this.#name("e");
    const shown = `console.log(${error} instanceof RangeError, (${error} as Error).message);`;
    const caught = [shown, ...this.#block(scope, depth)];
    const both = this.#chance.often(40);
    if (both || this.#chance.often(70)) parts.push({ head: `} catch (${error}) {`, body: caught });
    if (both || parts.length === 1)
      parts.push({ head: "} finally {", body: this.#block(scope, depth) });
    return { parts, end: "}" };
  }

  /** Functions made in a loop, called after it. */
  #closures(scope: Scope): Node {
    const [fs, i] = [this.#name("f"), this.#name("i")];
    const inner = new Scope(scope);
    inner.declare(i, "number");
    const value = expression("number", 2, inner, this.#chance);
    const head = `const ${fs}: (() => number)[] = []; for (let ${i} = 0; ${i} < 3; ${i}++) {`;
    const body = [`${fs}.push(() => ${value});`];
    return { parts: [{ head, body }], end: `} console.log(${fs}.map((f) => f()).join());` };
  }

  #function(scope: Scope): Node {
    const name = this.#name("fun");
    const inner = new Scope(scope, { inLoop: false, returns: "number" });
    const x = inner.declare(this.#name("x"), "number");
    const body = [...this.#block(inner, 1), `return ${this.#of("number", inner)};`];
    scope.functions.push(name);
    return { parts: [{ head: `function ${name}(${x}: number): number {`, body }], end: "}" };
  }

  #generator(scope: Scope): Node {
    const name = this.#name("gen");
    const inner = new Scope(scope, { inLoop: true, returns: undefined });
    const [n, i] = [this.#name("n"), this.#name("i")];
    inner.declare(n, "number", true);
    inner.declare(i, "number", true);
    const head = `function* ${name}(${n}: number): Generator<number> { for (let ${i} = 0; ${i} < ${n}; ${i}++) {`;
    const body = [...this.#block(inner, 1), `yield ${this.#of("number", inner)};`];
    scope.generators.push(name);
    return { parts: [{ head, body }], end: "} }" };
  }

  /** A class with a base, a field, a getter and a method; an object of it is called. */
  #class(scope: Scope): readonly Node[] {
    const [base, name, x] = [this.#name("Base"), this.#name("Class"), this.#name("x")];
    const inner = new Scope(scope, { inLoop: false, returns: "number" });
    inner.declare(x, "number");
    const method = {
      head: `m(${x}: number): number {`,
      body: [...this.#block(inner, 1), `return this.n + ${x};`],
    };
    const fields = `class ${base} { n = ${this.#of("number", scope)}; get twice() { return this.n * 2; }`;
    const more = `class ${name} extends ${base} { override m(y: number) { this.n += 1; return super.m(y) - this.twice; } }`;
    const use = this.#name("o");
    const calls = `const ${use} = new ${name}(); console.log(safe(() => ${use}.m(${this.#of("number", scope)})), ${use}.n);`;
    return [{ parts: [{ head: fields, body: [] }, method], end: "} }" }, more, calls];
  }

  #prints(scope: Scope): readonly Node[] {
    const types: readonly Type[] = ["number", "string", "boolean", "number[]", "pair"];
    return types.map((type) => `console.log(${this.#of(type, scope, 1)});`);
  }
}
