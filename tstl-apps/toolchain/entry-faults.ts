import * as ts from "typescript";
import type { AppSources } from "./app-sources.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { emptyProgram, faultOf, missingEntry } from "./faults.ts";

/** What is wrong with an app before anything is compiled. */
export function entryFaults(app: AppSources): readonly Diagnostic[] {
  const text = Object.hasOwn(app.files, app.entry) ? app.files[app.entry] : undefined;
  if (text !== undefined) return isBlank(text) ? [faultOf(emptyProgram(app.entry), app.entry)] : [];
  return [faultOf(missingEntry(app.entry, Object.keys(app.files)), app.entry)];
}

/** Nothing but comments and white space. */
function isBlank(text: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, text);
  return scanner.scan() === ts.SyntaxKind.EndOfFileToken;
}
