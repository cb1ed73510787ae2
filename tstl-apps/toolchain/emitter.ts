import type * as ts from "typescript";
import * as tstl from "typescript-to-lua";
import {
  truthyOnlyConditionalValue,
  unsupportedAsyncGenerator,
} from "typescript-to-lua/dist/transformation/utils/diagnostics.js";
import { jsonModule, type LuaModule, withoutUnusedImports } from "./bundle.ts";
import type { LuaLibrary } from "./lualib.ts";
import { ModuleGraph } from "./module-graph.ts";
import { isAppFile, shownPath } from "./paths.ts";
import { createPlugins } from "./plugin.ts";
import { seesKeys } from "./runtime-features.ts";
import { type LibraryUnit, moduleUnit } from "./shortening/library-unit.ts";

/** One file as Lua, and what it asks for. */
interface Emitted {
  /** A file of the library is a unit. */
  readonly module: LuaModule | LibraryUnit;
  /** Parts of the runtime. */
  readonly features: ReadonlySet<string>;
  /** Files that it requires while it runs. */
  readonly needs: ReadonlySet<string>;
  readonly diagnostics: readonly ts.Diagnostic[];
}

export interface EmitResult {
  /** What each module needs comes before it, circles apart; the entry is last. */
  readonly modules: readonly LuaModule[];
  /** The files of the library, in the same order. */
  readonly library: readonly LibraryUnit[];
  readonly features: ReadonlySet<string>;
  readonly diagnostics: readonly ts.Diagnostic[];
  /** Its objects know their keys. */
  readonly shaped: boolean;
}

/** Turns the files that run into Lua: the entry and what it needs. Those of the library once for all compiles. */
export class Emitter {
  readonly #library: LuaLibrary;
  readonly #known = new Map<string, { readonly text: string; readonly emitted: Emitted }>();
  /** What the last program was: the next one most likely is it again, a little changed. */
  #shaped = false;

  constructor(library: LuaLibrary) {
    this.#library = library;
  }

  /** Objects know their keys only in a program that can see them: which that is shows when it is emitted. */
  emit(program: ts.Program, entry: string): EmitResult {
    const guess = this.#emitAs(this.#shaped, program, entry);
    this.#shaped = seesKeys(guess.features);
    return this.#shaped === guess.shaped ? guess : this.#emitAs(this.#shaped, program, entry);
  }

  #emitAs(shaped: boolean, program: ts.Program, entry: string): EmitResult {
    const graph = new ModuleGraph(program);
    const ordered = new Map<string, Emitted>();
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      const emitted = this.#file(program, graph, file, shaped);
      for (const needed of emitted.needs) visit(needed);
      ordered.set(file, emitted);
    };
    visit(entry);
    const all = [...ordered.values()];
    const modules = all.map(({ module }) => module);
    return {
      shaped,
      modules: modules.filter((module) => "lua" in module),
      library: modules.filter((module) => "statements" in module),
      features: new Set(all.flatMap(({ features }) => [...features])),
      diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
    };
  }

  #file(program: ts.Program, graph: ModuleGraph, file: string, shaped: boolean): Emitted {
    const source = program.getSourceFile(file);
    if (!source) throw new Error(`the program has no file ${file}`);
    const key = shaped ? `${file} shaped` : file;
    const known = this.#known.get(key);
    if (known?.text === source.text) return known.emitted;
    const emitted = this.#transpile(program, graph, source, shaped);
    if (!isAppFile(file)) this.#known.set(key, { text: source.text, emitted });
    return emitted;
  }

  #transpile(
    program: ts.Program,
    graph: ModuleGraph,
    source: ts.SourceFile,
    shaped: boolean,
  ): Emitted {
    const { transpiledFiles, diagnostics } = tstl.getProgramTranspileResult(
      this.#library.emitHost,
      () => {},
      { program, sourceFiles: [source], plugins: createPlugins(graph, shaped) },
    );
    const [file] = transpiledFiles;
    if (!file) throw new Error(`nothing was made of ${source.fileName}`);
    return {
      module: toModule(file),
      features: new Set(file.luaAst?.luaLibFeatures ?? []),
      needs: graph.needsOf(source.fileName),
      diagnostics: diagnostics.filter(({ code }) => !CURED.has(code)),
    };
  }
}

/** What TypeScriptToLua refuses and features/ turn into Lua. */
const CURED: ReadonlySet<number> = new Set([
  truthyOnlyConditionalValue.code,
  unsupportedAsyncGenerator.code,
]);

function toModule({ fileName, code, sourceMap }: tstl.ProcessedFile): LuaModule | LibraryUnit {
  const source = shownPath(fileName);
  if (!isAppFile(fileName)) return moduleUnit(source, code, sourceMap ?? "");
  const own = withoutUnusedImports(code);
  const lua = source.endsWith(".json") ? jsonModule(own) : own;
  return { id: source, lua, source, ...(sourceMap === undefined ? {} : { sourceMap }) };
}
