import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type AppSources, VnetosError } from "#protocol";

/** What stands in `from "…"`, `import "…"`, `import("…")` and `export … from "…"`. */
const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.{1,2}\/[^"'\n]*)["']/g;
const ENDINGS = ["", ".ts", ".d.ts", "/index.ts"];

/**
 * An app's entry and all that it imports by relative paths, read from disk. Paths are relative to the
 * current folder if everything is below it, else to the deepest folder that holds everything.
 * @throws VnetosError `not-found` for a missing entry; a missing import is the compiler's to tell
 */
export function collectSources(entry: string): AppSources {
  const start = resolve(entry);
  if (!isFile(start)) throw new VnetosError("not-found", `no such file: ${entry}`);
  const texts = new Map<string, string>();
  const queue = [start];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (texts.has(path)) continue;
    const text = readFileSync(path, "utf8");
    texts.set(path, text);
    queue.push(...imports(path, text));
  }
  const base = commonFolder([...texts.keys()]);
  const name = (path: string) => relative(base, path).split(sep).join("/");
  const files = Object.fromEntries([...texts].map(([path, text]) => [name(path), text]));
  return { entry: name(start), files };
}

function imports(path: string, text: string): string[] {
  const found: string[] = [];
  for (const [, specifier] of text.matchAll(SPECIFIER)) {
    const target = join(dirname(path), specifier as string);
    const bare = target.replace(/\.js$/, "");
    const file = [target, ...ENDINGS.map((ending) => bare + ending)].find(isFile);
    if (file) found.push(file);
  }
  return found;
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function commonFolder(paths: readonly string[]): string {
  const here = process.cwd();
  const holds = (folder: string) =>
    paths.every((path) => path.startsWith(folder.endsWith(sep) ? folder : folder + sep));
  if (holds(here)) return here;
  let folder = dirname(paths[0] as string);
  while (!holds(folder)) folder = dirname(folder);
  return folder;
}
