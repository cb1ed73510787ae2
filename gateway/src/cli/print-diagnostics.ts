import type { Diagnostic } from "#protocol";
import { formatDiagnostic } from "#toolchain/messages";
import { hasColour } from "./ui/style.ts";

/** Compile errors and warnings, on standard error, each with its source line. */
export function printDiagnostics(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length === 0) return;
  const color = hasColour(process.stderr);
  for (const diagnostic of diagnostics)
    process.stderr.write(`${formatDiagnostic(diagnostic, { color })}\n`);
}
