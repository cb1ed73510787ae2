import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DAY_MS = 24 * 3_600_000;
const UNUSED_MS = 21 * DAY_MS;

/** What is in these folders is touched when it is used. */
const FOLDERS = ["objects", "libraries", "programs", "sketches", "sources"];

/** Removes what nobody has used for three weeks; looks once a day. */
export function pruneCache(cache: string, now = Date.now()): void {
  const stamp = join(cache, ".pruned");
  if (now - timeOf(stamp) < DAY_MS) return;
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, "");
  for (const folder of FOLDERS)
    for (const name of namesIn(join(cache, folder))) {
      const entry = join(cache, folder, name);
      if (now - timeOf(entry) > UNUSED_MS) rmSync(entry, { recursive: true, force: true });
    }
}

/** Removes what we have put there, and nothing else: a cache may be a folder that somebody named. */
export function cleanCache(cache: string): void {
  for (const name of [...FOLDERS, "archives", "corpora", "crashes", "coverage", ".pruned"])
    rmSync(join(cache, name), { recursive: true, force: true });
}

function timeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // Nothing of this kind was made yet.
  }
}
