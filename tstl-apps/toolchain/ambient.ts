import type { CompilerFiles } from "./app-sources.ts";
import { DECLARATIONS_ROOT } from "./paths.ts";

/** The files of declarations/: what every app may use without an import. */
export const DECLARATION_FILES = [
  "core.d.ts",
  "types.d.ts",
  "iteration.d.ts",
  "array.d.ts",
  "string.d.ts",
  "number.d.ts",
  "math.d.ts",
  "object.d.ts",
  "collections.d.ts",
  "promise.d.ts",
  "error.d.ts",
  "json.d.ts",
  "date.d.ts",
  "console.d.ts",
  "lua.d.ts",
] as const;

const joined = new WeakMap<CompilerFiles, string>();

/** All declarations as one text: TypeScript takes exactly one file as its default library. */
export function ambientLibrary(files: CompilerFiles): string {
  const known = joined.get(files);
  if (known !== undefined) return known;
  const text = DECLARATION_FILES.map((name) => declarationText(name, files)).join("\n");
  joined.set(files, text);
  return text;
}

function declarationText(name: string, files: CompilerFiles): string {
  const text = files.read(DECLARATIONS_ROOT + name);
  if (text === undefined)
    throw new Error(`the compiler's file ${DECLARATIONS_ROOT}${name} is missing`);
  return text;
}
