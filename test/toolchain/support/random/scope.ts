import type { Chance } from "./chance.ts";

export type Type = "number" | "string" | "boolean" | "number[]" | "pair";

interface Variable {
  readonly name: string;
  readonly type: Type;
  readonly constant: boolean;
}

/** What a place in a program can see. */
export class Scope {
  readonly #outer: Scope | undefined;
  readonly #variables: Variable[] = [];
  /** Functions from a number to a number, and generators of numbers by a count: those that stand before. */
  readonly functions: string[];
  readonly generators: string[];
  /** Inside of what: decides which jumps are allowed. */
  readonly inLoop: boolean;
  readonly returns: Type | undefined;

  constructor(outer?: Scope, place: { inLoop?: boolean; returns?: Type | undefined } = {}) {
    this.#outer = outer;
    this.functions = outer?.functions ?? [];
    this.generators = outer?.generators ?? [];
    this.inLoop = place.inLoop ?? outer?.inLoop ?? false;
    this.returns = "returns" in place ? place.returns : outer?.returns;
  }

  declare(name: string, type: Type, constant = false): string {
    this.#variables.push({ name, type, constant });
    return name;
  }

  /** A variable of a type, if there is one. */
  variable(type: Type, chance: Chance, writable = false): string | undefined {
    const all = this.#all().filter((v) => v.type === type && !(writable && v.constant));
    return all.length === 0 ? undefined : chance.pick(all).name;
  }

  #all(): readonly Variable[] {
    return this.#outer ? [...this.#variables, ...this.#outer.#all()] : this.#variables;
  }
}
