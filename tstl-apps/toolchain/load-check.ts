import type { AppSources } from "./app-sources.ts";
import type { Bundle } from "./bundle.ts";
import type { Diagnostic } from "./diagnostic.ts";

export function loadFaults(_bundle: Bundle, _app: AppSources): readonly Diagnostic[] {
  return [];
}
