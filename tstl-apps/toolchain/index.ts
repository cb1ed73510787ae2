export type { AppSources, CompilerFiles } from "./app-sources.ts";
export { Compiler, type CompilerOptions } from "./compiler.ts";
export type { Diagnostic } from "./diagnostic.ts";
export type { CompileResult, Program } from "./program.ts";
