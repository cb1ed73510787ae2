import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MARK = "firmware/lua/source.json";

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, MARK)) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

/** The folder of the package, from the sources as from the bundle in `dist/`. */
export const packageRoot = findRoot();

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"));
  return version as string;
}

/** What can be made anew at any time: `VNETOS_CACHE`, `$XDG_CACHE_HOME/vnetos` or `~/.cache/vnetos`. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.VNETOS_CACHE) return environment.VNETOS_CACHE;
  // The XDG Base Directory Specification: a path that is not absolute counts as none.
  const xdg = environment.XDG_CACHE_HOME;
  return join(xdg?.startsWith("/") ? xdg : join(homedir(), ".cache"), "vnetos");
}
