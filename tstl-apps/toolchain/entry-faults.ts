import type { AppSources } from "./app-sources.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { faultOf, missingEntry } from "./faults.ts";

/** What is wrong with an app before anything is compiled. */
export function entryFaults(app: AppSources): readonly Diagnostic[] {
  if (Object.hasOwn(app.files, app.entry)) return [];
  return [faultOf(missingEntry(app.entry, Object.keys(app.files)), app.entry)];
}
