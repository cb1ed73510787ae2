import * as ts from "typescript";
import { ambientLibrary } from "./ambient.ts";
import type { AppSources, CompilerFiles } from "./app-sources.ts";
import { stripCallParentheses } from "./call-parentheses.ts";
import { EMIT_OPTIONS } from "./compiler-options.ts";
import { candidatesFor } from "./module-resolver.ts";
import { AMBIENT_FILE, APP_ROOT, isAppFile } from "./paths.ts";

/** Parsed files of the library and the ambient declarations: they outlive a compile. */
export type SourceCache = Map<string, ts.SourceFile>;

/** TypeScript's view of one app: its sources in memory, the library through `files`, parsed once. */
export function createVirtualHost(
  app: AppSources,
  files: CompilerFiles,
  cache: SourceCache,
): ts.CompilerHost {
  const read = (path: string) => (isAppFile(path) ? ownFile(app, path) : readShared(path, files));
  return {
    getSourceFile: (path) => sourceFile(path, read, cache),
    getDefaultLibFileName: () => AMBIENT_FILE,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: (path) => read(path) !== undefined,
    readFile: read,
    writeFile: () => {},
    resolveModuleNameLiterals: (literals, importer) =>
      literals.map(({ text }) => ({ resolvedModule: resolve(text, importer, read) })),
  };
}

function ownFile(app: AppSources, path: string): string | undefined {
  const name = path.slice(APP_ROOT.length);
  return Object.hasOwn(app.files, name) ? app.files[name] : undefined;
}

function readShared(path: string, files: CompilerFiles): string | undefined {
  return path === AMBIENT_FILE ? ambientLibrary(files) : files.read(path);
}

function sourceFile(
  path: string,
  read: (path: string) => string | undefined,
  cache: SourceCache,
): ts.SourceFile | undefined {
  const text = read(path);
  if (text === undefined) return undefined;
  const known = cache.get(path);
  if (known?.text === text) return known;
  const options = {
    languageVersion: ts.ScriptTarget.ES2022,
    impliedNodeFormat: ts.ModuleKind.ESNext,
    setExternalModuleIndicator: markAsModule,
  } as const;
  const parsed = ts.createSourceFile(path, text, options, true);
  stripCallParentheses(parsed);
  if (!isAppFile(path)) cache.set(path, parsed);
  return parsed;
}

/** Every file but a declaration file is a module: two files of an app share no names by accident. */
function markAsModule(file: ts.SourceFile): void {
  const detect = getModuleDetection();
  detect(file);
}

function getModuleDetection(): (file: ts.SourceFile) => void {
  const internals = ts as unknown as {
    getSetExternalModuleIndicator(options: ts.CompilerOptions): (file: ts.SourceFile) => void;
  };
  return internals.getSetExternalModuleIndicator(EMIT_OPTIONS);
}

function resolve(
  specifier: string,
  importer: string,
  read: (path: string) => string | undefined,
): ts.ResolvedModuleFull | undefined {
  for (const candidate of candidatesFor(specifier, importer)) {
    const extension = extensionOf(candidate);
    if (extension !== undefined && read(candidate) !== undefined)
      return { resolvedFileName: candidate, extension, isExternalLibraryImport: false };
  }
  return undefined;
}

function extensionOf(path: string): ts.Extension | undefined {
  if (path.endsWith(".d.ts")) return ts.Extension.Dts;
  if (path.endsWith(".ts")) return ts.Extension.Ts;
  if (path.endsWith(".json")) return ts.Extension.Json;
  return undefined;
}
