import * as ts from "typescript";
import type { Diagnostic } from "./diagnostic.ts";
import { shownPath } from "./paths.ts";
import { SOURCE } from "./report.ts";
import { sourceLineAt } from "./source-line.ts";

/** TypeScriptToLua numbers its diagnostics from here, in no lasting order. */
const TSTL_FIRST_CODE = 100_000;

/** A diagnostic of TypeScript or TypeScriptToLua in our form. */
export function fromTypeScript(diagnostic: ts.Diagnostic): Diagnostic {
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  const severity = diagnostic.category === ts.DiagnosticCategory.Error ? "error" : "warning";
  const code = codeOf(diagnostic);
  const advice = diagnostic.source === SOURCE ? diagnostic.relatedInformation?.[0] : undefined;
  const { file, start = 0, length = 1 } = diagnostic;
  if (!file)
    return { severity, code, file: "", line: 1, column: 1, length: 1, message, sourceLine: "" };
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return {
    severity,
    code,
    file: shownPath(file.fileName),
    line: line + 1,
    column: character + 1,
    length,
    message,
    sourceLine: sourceLineAt(file.text, line + 1),
    ...(advice ? { advice: String(advice.messageText) } : {}),
  };
}

function codeOf({ source, code }: ts.Diagnostic): string {
  if (source === SOURCE) return `VN${code}`;
  return code >= TSTL_FIRST_CODE ? "VN1900" : `TS${code}`;
}
