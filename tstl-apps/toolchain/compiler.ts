import * as ts from "typescript";
import type { AppSources, CompilerFiles } from "./app-sources.ts";
import { type Bundle, bundleModules } from "./bundle.ts";
import { EMIT_OPTIONS } from "./compiler-options.ts";
import { type EmitResult, Emitter } from "./emitter.ts";
import { entryFaults } from "./entry-faults.ts";
import { loadFaults } from "./load-check.ts";
import { LuaLibrary } from "./lualib.ts";
import { APP_ROOT, NATIVE_FILE } from "./paths.ts";
import type { CompileResult } from "./program.ts";
import { checkSources, isError } from "./source-check.ts";
import { fromTypeScript } from "./typescript-diagnostics.ts";
import { createVirtualHost, type SourceCache } from "./virtual-host.ts";

export interface CompilerOptions {
  readonly files: CompilerFiles;
  /** SHA-256 of the text in UTF-8, hexadecimal. */
  readonly sha256: (text: string) => string;
}

/** TypeScript apps to Lua programs. Keep one: what it knows of the library makes the next compile fast. */
export class Compiler {
  readonly #options: CompilerOptions;
  readonly #library: LuaLibrary;
  readonly #emitter: Emitter;
  readonly #sources: SourceCache = new Map();

  constructor(options: CompilerOptions) {
    this.#options = options;
    this.#library = new LuaLibrary(options.files);
    this.#emitter = new Emitter(this.#library);
  }

  /** Compiles an app. Faults of the app are in the result; a throw is a fault of the compiler. */
  compile(app: AppSources): CompileResult {
    const missing = entryFaults(app);
    if (missing.length > 0) return { ok: false, diagnostics: missing };
    const host = createVirtualHost(app, this.#options.files, this.#sources);
    const entry = APP_ROOT + app.entry;
    const program = ts.createProgram([entry, NATIVE_FILE], EMIT_OPTIONS, host);
    const faults = checkSources(program);
    if (faults.some(isError)) return { ok: false, diagnostics: faults };
    const emitted = this.#emitter.emit(program, entry);
    const diagnostics = [...faults, ...emitted.diagnostics.map(fromTypeScript)];
    if (diagnostics.some(isError)) return { ok: false, diagnostics };
    const bundle = this.#bundle(emitted);
    const refused = loadFaults(bundle, app);
    if (refused.length > 0) return { ok: false, diagnostics: [...diagnostics, ...refused] };
    const name = app.entry.replace(/\.ts$/, "");
    const sha256 = this.#options.sha256(bundle.lua);
    return { ok: true, program: { name, sha256, ...bundle }, warnings: diagnostics };
  }

  #bundle({ modules, library, features, shaped }: EmitResult): Bundle {
    const runtime = this.#library.units(features, shaped);
    const promises = PROMISE_FEATURES.some((feature) => features.has(feature));
    const last = promises ? { last: RUN_MICROTASKS } : {};
    return bundleModules({ library: [...runtime, ...library], modules, ...last });
  }
}

const PROMISE_FEATURES =
  "Promise Await PromiseAll PromiseAllSettled PromiseRace QueueMicrotask".split(" ");

/** Last in a program with promises: lets them run out, and raises what nobody has caught. */
const RUN_MICROTASKS = "__TS__RunMicrotasks";
