import type { Program } from "typescript";
import { candidatesFor } from "./module-resolver.ts";

/** Which module needs which others while it runs: types leave no trace here. */
export class ModuleGraph {
  readonly #program: Program;
  readonly #needs = new Map<string, Set<string>>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** The file that `specifier` means in `importer`. Type checking has refused those that mean none. */
  resolve(specifier: string, importer: string): string | undefined {
    if (specifier.startsWith("/")) return specifier;
    return candidatesFor(specifier, importer).find((path) => this.#program.getSourceFile(path));
  }

  need(importer: string, file: string): void {
    const needs = this.#needs.get(importer) ?? new Set();
    this.#needs.set(importer, needs.add(file));
  }

  needsOf(importer: string): ReadonlySet<string> {
    return this.#needs.get(importer) ?? new Set();
  }
}

/** True when `to` imports `from` in turn, over however many others: types and all. */
export function isCircular(program: Program, from: string, to: string): boolean {
  const seen = new Set<string>();
  const reaches = (file: string): boolean => {
    if (file === from) return true;
    if (seen.has(file)) return false;
    seen.add(file);
    return importsOf(program, file).some(reaches);
  };
  return reaches(to);
}

function importsOf(program: Program, file: string): readonly string[] {
  const source = program.getSourceFile(file) as unknown as {
    imports?: readonly { text: string }[];
  };
  const graph = new ModuleGraph(program);
  return (source.imports ?? []).flatMap(({ text }) => graph.resolve(text, file) ?? []);
}
