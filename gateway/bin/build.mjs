#!/usr/bin/env node
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { withBuildLock } from "./build-lock.mjs";
import { SOURCES } from "./entries.mjs";
import { fingerprint } from "./fingerprint.mjs";

/** The checkout that this file is in. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

const OLD_CHUNK_MS = 24 * 3_600_000;

/**
 * Makes `dist` anew when a source has changed since; a few ms when none has. Any number of processes
 * may call it at once. Throws an Error with the compiler's text when an entry does not build; such an
 * entry has no file in `dist` then, so that nothing can run its old code by mistake.
 */
export async function ensureBuilt(root = ROOT) {
  if (isFresh(root)) return { built: false, rows: [] };
  return await withBuildLock(join(root, "dist/.lock"), async () =>
    isFresh(root) ? { built: false, rows: [] } : { built: true, rows: await build(root) },
  );
}

/** Builds whether or not anything has changed. Call it under the lock. */
async function build(root) {
  const print = fingerprint(root, SOURCES);
  const { bundleAll } = await import("./bundle.mjs"); // esbuild is loaded only when there is work
  const rows = await bundleAll(root);
  writeDist(join(root, "dist"), rows);
  const failed = rows.filter((row) => row.errors);
  if (failed.length > 0) throw new Error(failed.map(failureText).join("\n"));
  writeWhole(join(root, "dist/.stamp"), print);
  return rows;
}

function failureText(row) {
  return `${row.name} (${row.source}) does not build:\n${row.errors}`;
}

function isFresh(root) {
  try {
    return readFileSync(join(root, "dist/.stamp"), "utf8") === fingerprint(root, SOURCES);
  } catch {
    return false; // No stamp: never built, or its last build failed.
  }
}

/**
 * Chunks first, then the programs that import them; each file is put in place whole. Old chunks stay
 * for a day: a process that started before may still import one.
 */
function writeDist(dist, rows) {
  rmSync(join(dist, ".stamp"), { force: true });
  const files = new Map(rows.flatMap((row) => [...row.files]));
  const isChunk = (path) => path.includes("chunk-");
  const inOrder = [...files.keys()].sort((a, b) => Number(isChunk(b)) - Number(isChunk(a)));
  for (const path of inOrder) writeWhole(join(dist, path), files.get(path));
  removeOthers(dist, files);
}

function writeWhole(file, bytes) {
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, bytes);
  renameSync(part, file);
}

function removeOthers(dist, files) {
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const path = file.slice(dist.length + 1).replaceAll("\\", "/");
    if (!entry.isFile() || files.has(path) || path === ".lock") continue;
    const young = Date.now() - statSync(file).mtimeMs < OLD_CHUNK_MS;
    if (!(young && /chunk-|\.part$/.test(path))) rmSync(file, { force: true });
  }
}

function printTable(rows) {
  for (const row of rows) {
    const bytes = [...row.files].reduce(
      (sum, [path, data]) => sum + (path.endsWith(".map") ? 0 : data.length),
      0,
    );
    const what = row.skipped ? "skipped: no source" : `${(bytes / 1000).toFixed(1)} kB`;
    console.log(`${row.name.padEnd(16)} ${what.padStart(18)}  ${row.source}`);
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    printTable(await withBuildLock(join(ROOT, "dist/.lock"), () => build(ROOT)));
  } catch (error) {
    console.error(`vnetos: ${error.message}`);
    process.exitCode = 1;
  }
}
