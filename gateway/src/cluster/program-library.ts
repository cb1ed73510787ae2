import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AppSources, type Diagnostic, type ProgramView, VnetosError } from "#protocol";
import type { Program } from "#toolchain/messages";
import { appName } from "./app-name.ts";
import { CompilerService } from "./compiler.ts";
import { compilerFingerprint, sha256 } from "./compiler-files.ts";

/** A compiled app with its sources: enough to place it, to map its errors, and to save it. */
export interface StoredProgram {
  readonly program: Program;
  readonly app: AppSources;
  readonly warnings: readonly Diagnostic[];
}

/** The app did not compile; the diagnostics say why. */
export class CompileError extends VnetosError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(app: AppSources, diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter((d) => d.severity === "error").length;
    super("compile-failed", `${app.entry}: ${errors} ${errors === 1 ? "error" : "errors"}`);
    this.diagnostics = diagnostics;
  }
}

/** Programs by SHA-256, compiled once for each content of their sources and kept on disk. */
export class ProgramLibrary {
  readonly #folder: string;
  readonly #compiler = new CompilerService();
  readonly #programs = new Map<string, StoredProgram>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  warmUp(): void {
    this.#compiler.warmUp();
  }

  /** @throws CompileError */
  async compile(app: AppSources): Promise<ProgramView> {
    const startedAt = performance.now();
    const key = sha256(JSON.stringify([compilerFingerprint(), app.entry, sorted(app.files)]));
    const file = join(this.#folder, `${key}.json`);
    const cached = this.#load(file);
    const stored = cached ?? (await this.#compile(app, file));
    this.#programs.set(stored.program.sha256, stored);
    return {
      ...this.#view(stored),
      cached: cached !== undefined,
      compileMs: Math.round(performance.now() - startedAt),
    };
  }

  /** @throws VnetosError `no-such-program` */
  get(sha: string): StoredProgram {
    const stored = this.#programs.get(sha);
    if (!stored)
      throw new VnetosError("no-such-program", `no program ${sha} was compiled by this gateway`);
    return stored;
  }

  find(sha: string | undefined): StoredProgram | undefined {
    return sha === undefined ? undefined : this.#programs.get(sha);
  }

  list(): ProgramView[] {
    return [...this.#programs.values()].map((stored) => this.#view(stored));
  }

  stop(): Promise<void> {
    return this.#compiler.stop();
  }

  async #compile(app: AppSources, file: string): Promise<StoredProgram> {
    const result = await this.#compiler.compile(app);
    if (!result.ok) throw new CompileError(app, result.diagnostics);
    const program = { ...result.program, name: appName(app.entry) };
    const stored = { program, app, warnings: result.warnings };
    writeFileSync(`${file}.${process.pid}.new`, JSON.stringify(stored));
    renameSync(`${file}.${process.pid}.new`, file);
    return stored;
  }

  #load(file: string): StoredProgram | undefined {
    if (!existsSync(file)) return undefined;
    try {
      const stored = JSON.parse(readFileSync(file, "utf8")) as StoredProgram;
      return sha256(stored.program.lua) === stored.program.sha256 ? stored : undefined;
    } catch {
      // A damaged cache file is no loss: the app is compiled again.
      return undefined;
    }
  }

  #view(stored: StoredProgram): ProgramView {
    const { sha256, name, lua } = stored.program;
    const bytes = Buffer.byteLength(lua);
    return { sha256, name, bytes, warnings: stored.warnings, cached: true, compileMs: 0 };
  }
}

const sorted = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
