import type * as ts from "typescript";
import type { Diagnostic } from "./diagnostic.ts";
import { importFaults } from "./lints/imports.ts";
import { lintFile } from "./lints/index.ts";
import { isAppFile } from "./paths.ts";
import { fromTypeScript } from "./typescript-diagnostics.ts";

/** Faults of the app's own files. Where the syntax is broken, types and lints mean little: they are left out. */
export function checkSources(program: ts.Program): readonly Diagnostic[] {
  const own = program.getSourceFiles().filter((file) => isAppFile(file.fileName));
  const syntax = own.flatMap((file) => program.getSyntacticDiagnostics(file));
  if (syntax.length > 0) return syntax.map(fromTypeScript);
  return own.flatMap((file) => checkFile(program, file));
}

/** Ours first: what the types say of the same line is a consequence, and less to the point. */
function checkFile(program: ts.Program, file: ts.SourceFile): readonly Diagnostic[] {
  const context = { checker: program.getTypeChecker() };
  const ours = [...importFaults(program, file), ...lintFile(file, context)].map(fromTypeScript);
  const lines = new Set(ours.filter(isError).map(({ line }) => line));
  const types = program.getSemanticDiagnostics(file).map(fromTypeScript);
  const all = [...ours, ...types.filter(({ line }) => !lines.has(line))];
  return all.sort((a, b) => a.line - b.line || a.column - b.column);
}

export function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}
