/** What people read of programs and their faults: a public face of its own, which loads no compiler. */
export type { AppSources } from "./app-sources.ts";
export type { Diagnostic } from "./diagnostic.ts";
export { type FormatOptions, formatDiagnostic } from "./format-diagnostic.ts";
export type { CompileResult, Program } from "./program.ts";
export { mapTraceback } from "./traceback.ts";
