/** Where things stand in the compiler's virtual file system: absolute paths, `/` separates. */
export const APP_ROOT = "/app/";
export const LIBRARY_ROOT = "/tstl-apps/lib/";
/** Declares what the library is written over. */
export const NATIVE_FILE = `${LIBRARY_ROOT}native.d.ts`;
export const DECLARATIONS_ROOT = "/tstl-apps/toolchain/declarations/";
export const RUNTIME_ROOT = "/tstl-apps/toolchain/runtime/";
export const LUALIB_ROOT = "/node_modules/typescript-to-lua/dist/lualib/universal/";
/** The apps' ambient declarations, joined into one file: TypeScript's default library here. */
export const AMBIENT_FILE = "/ambient/lib.d.ts";

/** How a file is named in diagnostics and source maps: the app's own by their path, the library as `vnetos/…`. */
export function shownPath(fileName: string): string {
  if (fileName.startsWith(APP_ROOT)) return fileName.slice(APP_ROOT.length);
  if (fileName.startsWith(LIBRARY_ROOT)) return `vnetos/${fileName.slice(LIBRARY_ROOT.length)}`;
  return fileName;
}

export function isAppFile(fileName: string): boolean {
  return fileName.startsWith(APP_ROOT);
}

/** `a/./b/../c` as `a/c`; undefined when it leads out above the root. */
export function normalizePath(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return (path.startsWith("/") ? "/" : "") + parts.join("/");
}

export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
