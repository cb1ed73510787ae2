import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

function find(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!isRoot(folder)) folder = dirname(folder);
  return folder;
}

function isRoot(folder: string): boolean {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return folder === dirname(folder);
  return JSON.parse(readFileSync(file, "utf8")).name === "vnetos";
}

/** The folder of this package, from the sources as from the bundle in `dist/`. */
export const packageRoot = find();

export const packageVersion: string = JSON.parse(
  readFileSync(join(packageRoot, "package.json"), "utf8"),
).version;

/** A script that the build has made, for example `dist/board-host.js`. */
export function builtScript(name: string): string {
  return join(packageRoot, "dist", name);
}
