import type { Diagnostic } from "#protocol";
import { hasColour } from "./ui/style.ts";

/** Compile errors and warnings, on standard error, each with its source line. */
export async function printDiagnostics(diagnostics: readonly Diagnostic[]): Promise<void> {
  if (diagnostics.length === 0) return;
  const { formatDiagnostic } = await import("#toolchain");
  const color = hasColour(process.stderr);
  for (const diagnostic of diagnostics)
    process.stderr.write(`${formatDiagnostic(diagnostic, { color })}\n`);
}
