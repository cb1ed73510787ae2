import { Compiler, type Diagnostic, formatDiagnostic, type Program } from "#toolchain";
import { nodeCompilerFiles, sha256 } from "../../support/node-compiler-files.ts";

export const compiler = new Compiler({ files: nodeCompilerFiles(), sha256 });

type Sources = Readonly<Record<string, string>>;

/** The program of sources that are right; `main.ts` is the entry. */
export function compileProgram(files: Sources): Program {
  const result = compiler.compile({ entry: "main.ts", files });
  if (result.ok) return result.program;
  throw new Error(result.diagnostics.map((d) => formatDiagnostic(d, { color: false })).join("\n"));
}

/** The diagnostics of sources that are wrong. */
export function compileFaults(files: Sources, entry = "main.ts"): readonly Diagnostic[] {
  const result = compiler.compile({ entry, files });
  if (result.ok) throw new Error("it compiles");
  return result.diagnostics;
}
