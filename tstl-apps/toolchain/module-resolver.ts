import { folderOf, isAppFile, LIBRARY_ROOT, normalizePath } from "./paths.ts";

const LIBRARY_NAME = "vnetos";

/** `vnetos` is the library's index.ts, `vnetos/csp` its csp.ts; anything else by path within the importing file's root. */
export function candidatesFor(specifier: string, importer: string): readonly string[] {
  if (specifier === LIBRARY_NAME) return [`${LIBRARY_ROOT}index.ts`];
  if (specifier.startsWith(`${LIBRARY_NAME}/`)) return within(specifier.slice(7), LIBRARY_ROOT);
  if (!specifier.startsWith(".")) return [];
  const path = normalizePath(folderOf(importer) + specifier);
  if (path === undefined || rootOf(path) !== rootOf(importer)) return [];
  return variants(path);
}

/** True for `../x` that points out of the app's folder. */
export function leavesApp(specifier: string, importer: string): boolean {
  if (!specifier.startsWith(".") || !isAppFile(importer)) return false;
  const path = normalizePath(folderOf(importer) + specifier);
  return path === undefined || !isAppFile(path);
}

function within(path: string, root: string): readonly string[] {
  const full = normalizePath(root + path);
  return full?.startsWith(root) ? variants(full) : [];
}

function variants(path: string): readonly string[] {
  if (path.endsWith(".js")) return [`${path.slice(0, -3)}.ts`];
  return [path, `${path}.ts`, `${path}.d.ts`, `${path}/index.ts`];
}

function rootOf(path: string): string {
  if (path.startsWith(LIBRARY_ROOT)) return LIBRARY_ROOT;
  return `/${path.split("/")[1]}/`;
}
