export type { AppSources, CompilerFiles } from "./app-sources.ts";
export { type CacheKeyOptions, cacheKey } from "./cache-key.ts";
export { Compiler, type CompilerOptions } from "./compiler.ts";
export type { Diagnostic } from "./diagnostic.ts";
export { type FormatOptions, formatDiagnostic } from "./format-diagnostic.ts";
export type { CompileResult, Program } from "./program.ts";
export { mapTraceback } from "./traceback.ts";
export { compilerVersion } from "./version.ts";
