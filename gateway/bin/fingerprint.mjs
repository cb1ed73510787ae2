import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const CODE = /\.(?:ts|mts|mjs|cjs|js|json|lua|css|html|svg|png|ico|woff2)$/;
const NOT_SOURCE = new Set(["node_modules", "results"]);

/**
 * Names, sizes and times of all source files under `root`, as one hash. It sees what "newer than"
 * does not: a deleted file, an older one put in its place. Costs a few ms for some hundred files.
 */
export function fingerprint(root, sources) {
  const hash = createHash("sha256");
  for (const source of sources) addPath(hash, root, source);
  return hash.digest("hex");
}

function addPath(hash, root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (stat?.isDirectory()) addFolder(hash, root, path);
  else if (stat) hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
}

function addFolder(hash, root, folder) {
  const names = readdirSync(join(root, folder), { withFileTypes: true });
  names.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of names) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && !NOT_SOURCE.has(entry.name)) addFolder(hash, root, path);
    else if (entry.isFile() && CODE.test(entry.name)) addPath(hash, root, path);
  }
}
