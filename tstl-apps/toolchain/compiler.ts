import * as ts from "typescript";
import * as tstl from "typescript-to-lua";
import type { AppSources, CompilerFiles } from "./app-sources.ts";
import { type Bundle, bundleModules, type LuaModule, withoutUnusedImports } from "./bundle.ts";
import { EMIT_OPTIONS } from "./compiler-options.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { entryFaults } from "./entry-faults.ts";
import { loadFaults } from "./load-check.ts";
import { LuaLibrary } from "./lualib.ts";
import { ModuleGraph } from "./module-graph.ts";
import { APP_ROOT, NATIVE_FILE, shownPath } from "./paths.ts";
import { createPlugin } from "./plugin.ts";
import type { CompileResult, Program } from "./program.ts";
import { checkSources, isError } from "./source-check.ts";
import { fromTypeScript } from "./typescript-diagnostics.ts";
import { createVirtualHost, type SourceCache } from "./virtual-host.ts";

export interface CompilerOptions {
  readonly files: CompilerFiles;
  /** SHA-256 of the text in UTF-8, hexadecimal. */
  readonly sha256: (text: string) => string;
}

/** TypeScript apps to Lua programs. Keep one: what it has parsed of the library makes the next compile fast. */
export class Compiler {
  readonly #options: CompilerOptions;
  readonly #library: LuaLibrary;
  readonly #cache: SourceCache = new Map();

  constructor(options: CompilerOptions) {
    this.#options = options;
    this.#library = new LuaLibrary(options.files);
  }

  /** Compiles an app. Faults of the app are in the result; a throw is a fault of the compiler. */
  compile(app: AppSources): CompileResult {
    const entryDiagnostics = entryFaults(app);
    if (entryDiagnostics.length > 0) return { ok: false, diagnostics: entryDiagnostics };
    const host = createVirtualHost(app, this.#options.files, this.#cache);
    const program = ts.createProgram([APP_ROOT + app.entry, NATIVE_FILE], EMIT_OPTIONS, host);
    const faults = checkSources(program);
    if (faults.some(isError)) return { ok: false, diagnostics: faults };
    return this.#emit(program, app, faults);
  }

  #emit(program: ts.Program, app: AppSources, warnings: readonly Diagnostic[]): CompileResult {
    const sources = program.getSourceFiles().filter((file) => !file.isDeclarationFile);
    const graph = new ModuleGraph(program);
    const emitted = tstl.getProgramTranspileResult(this.#library.emitHost, () => {}, {
      program,
      sourceFiles: sources,
      plugins: [createPlugin(graph)],
    });
    const diagnostics = [...warnings, ...emitted.diagnostics.map((d) => fromTypeScript(d))];
    if (diagnostics.some(isError)) return { ok: false, diagnostics };
    const bundle = this.#bundle(emitted.transpiledFiles, graph.order(APP_ROOT + app.entry));
    const refused = loadFaults(bundle, app);
    if (refused.length > 0) return { ok: false, diagnostics: [...diagnostics, ...refused] };
    return { ok: true, program: this.#program(app, bundle), warnings: diagnostics };
  }

  /** The modules that run, in the order given; what was only imported for its types stays out. */
  #bundle(files: readonly tstl.ProcessedFile[], order: readonly string[]): Bundle {
    const byName = new Map(files.map((file) => [file.fileName, file]));
    const used = order.flatMap((name) => byName.get(name) ?? []);
    const features = new Set(used.flatMap(featuresOf));
    const lualib = features.size > 0 ? this.#library.bundle(features) : "";
    const promises = PROMISE_FEATURES.some((feature) => features.has(feature));
    return bundleModules(lualib, used.map(toModule), promises ? RUN_MICROTASKS : "");
  }

  #program(app: AppSources, bundle: Bundle): Program {
    const name = app.entry.replace(/\.ts$/, "");
    return { name, sha256: this.#options.sha256(bundle.lua), ...bundle };
  }
}

/** Last in a program with promises: lets them run out, and raises what nobody has caught. */
const RUN_MICROTASKS = "____lualib.__TS__RunMicrotasks()\n";

const PROMISE_FEATURES = ["Promise", "Await", "PromiseAll", "PromiseAllSettled", "PromiseRace"];

function featuresOf(file: tstl.ProcessedFile): readonly string[] {
  return [...(file.luaAst?.luaLibFeatures ?? [])];
}

function toModule(file: tstl.ProcessedFile): LuaModule {
  const source = shownPath(file.fileName);
  return {
    id: source,
    lua: withoutUnusedImports(file.code),
    source,
    ...(file.sourceMap === undefined ? {} : { sourceMap: file.sourceMap }),
  };
}
