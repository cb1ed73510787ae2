import { dirname, join } from "node:path/posix";
import { format } from "node:util";
import { createContext, Script } from "node:vm";
import * as ts from "typescript";
import type { Sources } from "./conformance-classes.ts";

const OPTIONS = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  esModuleInterop: true,
} as const;

/** The lines that an app prints in Node.js: what every VM has to print too. Throws what ends the app. */
export async function runInNode(files: Sources): Promise<readonly string[]> {
  const lines: string[] = [];
  const log = (...values: unknown[]) => lines.push(...format(...values).split("\n"));
  const console = { log, error: log, warn: log, info: log, debug: log };
  const context = createContext({ console, queueMicrotask, structuredClone });
  const unhandled: unknown[] = [];
  const keep = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", keep);
  try {
    new Modules(files, context).require("main.ts");
    // Lets what is left of the promises run.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off("unhandledRejection", keep);
  }
  if (unhandled.length > 0) throw unhandled[0];
  return lines;
}

type Body = (exports: object, require: (specifier: string) => unknown) => void;

/** The app's files as CommonJS modules of one context. */
class Modules {
  readonly #files: Sources;
  readonly #context: object;
  readonly #done = new Map<string, object>();

  constructor(files: Sources, context: object) {
    this.#files = files;
    this.#context = context;
  }

  require(name: string): object {
    const known = this.#done.get(name);
    if (known) return known;
    const text = this.#files[name] ?? "";
    const exports = name.endsWith(".json") ? JSON.parse(text) : {};
    this.#done.set(name, exports);
    if (name.endsWith(".json")) return exports;
    const { outputText } = ts.transpileModule(text, { compilerOptions: OPTIONS });
    // Names of its own in a function of its own: it may declare `require` too.
    const script = new Script(`(function (exports, require) { (() => {${outputText}\n})(); })`);
    const body = script.runInContext(this.#context) as Body;
    body(exports, (specifier) => this.require(this.#resolve(name, specifier)));
    return exports;
  }

  #resolve(importer: string, specifier: string): string {
    const path = join(dirname(importer), specifier);
    const candidates = [path, `${path}.ts`, `${path}/index.ts`];
    const found = candidates.find((candidate) => candidate in this.#files);
    if (found === undefined) throw new Error(`${importer} imports ${specifier}: no such file`);
    return found;
  }
}
