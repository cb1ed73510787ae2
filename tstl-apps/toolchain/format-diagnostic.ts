import type { Diagnostic } from "./diagnostic.ts";

export interface FormatOptions {
  /** True: with ANSI colours. */
  readonly color: boolean;
}

const RESET = "\u001b[0m";
const COLORS = { error: "\u001b[31m", warning: "\u001b[33m", dim: "\u001b[2m", file: "\u001b[36m" };
const TAB = "  ";

/** A diagnostic for a terminal: place and message, the source line, what of it is meant, advice. */
export function formatDiagnostic(diagnostic: Diagnostic, { color }: FormatOptions): string {
  const paint = (name: keyof typeof COLORS, text: string) =>
    color ? `${COLORS[name]}${text}${RESET}` : text;
  const { severity, code, file, line, column, message, advice } = diagnostic;
  const place = file === "" ? "" : `${paint("file", `${file}:${line}:${column}`)} - `;
  const lines = [`${place}${paint(severity, severity)} ${paint("dim", code)}: ${message}`];
  if (diagnostic.sourceLine.trim() !== "") {
    lines.push("", `${TAB}${expandTabs(diagnostic.sourceLine)}`);
    lines.push(`${TAB}${paint(severity, underline(diagnostic))}`);
  }
  if (advice !== undefined) lines.push(`${TAB}${paint("dim", advice)}`);
  return lines.join("\n");
}

/** Below the source line; a range that goes on in the next line ends with this one. */
function underline({ sourceLine, column, length }: Diagnostic): string {
  const before = expandTabs(sourceLine.slice(0, column - 1)).length;
  const meant = expandTabs(sourceLine.slice(column - 1, column - 1 + length)).length;
  return " ".repeat(before) + "~".repeat(Math.max(1, meant));
}

function expandTabs(text: string): string {
  return text.replaceAll("\t", TAB);
}
