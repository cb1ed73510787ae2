import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Somebody sees the file whole or not at all. */
export function writeWhole(file: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, bytes);
  renameSync(part, file);
}

/**
 * `fill` writes into a folder of its own, which takes its place at the end. If another process was faster, its folder
 * stays: both are made of the same inputs.
 */
export async function makeWhole(
  folder: string,
  fill: (part: string) => Promise<void> | void,
): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const part = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
  try {
    await fill(part);
    renameSync(part, folder);
  } catch (error) {
    if (!isTaken(error)) throw error;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

function isTaken(error: unknown): boolean {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return syscall === "rename" && (code === "ENOTEMPTY" || code === "EEXIST");
}

/** It is there, whole; and its time tells from now on that somebody used it. */
export function isInUse(path: string): boolean {
  try {
    const now = new Date();
    utimesSync(path, now, now);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    return existsSync(path); // Somebody else's, for reading only.
  }
}

const LOCK_STEP_MS = 25;
const LOCK_OLD_MS = 600_000;

/**
 * Runs `work` while no other process does so under the same name, to save double work. A lock whose owner has ended
 * is taken over; should two ever hold it, what they make is put in place whole all the same.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  while (!tryLock(file)) await sleep(LOCK_STEP_MS);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function tryLock(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (isLeft(file)) rmSync(file, { force: true });
    return false;
  }
}

/** Its owner has ended, or it is older than any build. */
function isLeft(file: string): boolean {
  try {
    if (Date.now() - statSync(file).mtimeMs > LOCK_OLD_MS) return true;
    const pid = Number(readFileSync(file, "utf8"));
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
