import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { FirmwareError } from "../firmware-error.ts";
import { sha256Of } from "../sources/download.ts";
import { isInUse, makeWhole, withLock } from "../whole.ts";
import { archiverOf } from "./compiler.ts";
import { flagsOf, portable } from "./flags.ts";
import type { Part } from "./parts.ts";
import { onAllCores, run } from "./run.ts";
import type { Workshop } from "./workshop.ts";

interface ObjectFile {
  readonly source: string;
  /** Named by the hash of all that goes into it. */
  readonly file: string;
}

/** A part compiled: its objects, and the hash that names them all. */
export interface Compiled {
  readonly objects: readonly string[];
  readonly id: string;
}

/** A library file, named by the hash of what is in it. */
export interface Archive {
  readonly file: string;
  readonly id: string;
}

/** Compiles what is not in the cache yet. @throws FirmwareError `compile-failed` with the compiler's text */
export async function compilePart(shop: Workshop, part: Part): Promise<Compiled> {
  const objects = part.files.map((source) => nameObject(shop, part, source));
  const id = sha256Of(Buffer.from(objects.map(({ file }) => basename(file)).join("\n")));
  if (!objects.every(({ file }) => isInUse(file))) {
    const lock = join(shop.cache, "objects", `${id}.lock`);
    await withLock(lock, () => compileMissing(shop, part, objects));
  }
  return { objects: objects.map(({ file }) => file), id };
}

/** The part as one library, of which a program takes what it needs. */
export async function archivePart(shop: Workshop, part: Part): Promise<Archive> {
  const { objects, id } = await compilePart(shop, part);
  const folder = join(
    shop.cache,
    "libraries",
    `${part.name}-${shop.variant.name}-${id.slice(0, 16)}`,
  );
  const file = join(folder, `lib${part.name}.a`);
  if (!isInUse(folder))
    await makeWhole(folder, async (place) => {
      const archiver = archiverOf(shop.compiler);
      const made = await run(
        archiver,
        ["rcs", join(place, basename(file)), ...objects],
        shop.roots.ROOT,
      );
      if (!made.isGood) throw new FirmwareError("compile-failed", `${archiver}: ${made.text}`);
    });
  return { file, id };
}

function nameObject(shop: Workshop, part: Part, source: string): ObjectFile {
  const folders = [...part.includes, ...part.foreignIncludes];
  const flags = flagsOf(shop.roots, part, shop.variant, shop.compiler, shop.isStrict);
  const read = [...shop.reader.closure(source, folders), ...part.hidden];
  const inputs = read.map((file) => [portable(shop.roots, file), shop.reader.text(file)]);
  const id = sha256Of(
    Buffer.from(JSON.stringify([flags.portable, portable(shop.roots, source), inputs])),
  );
  return { source, file: join(shop.cache, "objects", `${id}.o`) };
}

/** Who has seen so many has seen enough. */
const FAILURES_SHOWN = 10;

async function compileMissing(shop: Workshop, part: Part, objects: readonly ObjectFile[]) {
  const missing = objects.filter(({ file }) => !existsSync(file));
  if (missing.length === 0) return;
  const place = mkdtempSync(join(shop.cache, "objects", ".part-"));
  const failures: string[] = [];
  let done = 0;
  try {
    await onAllCores(missing, async (object) => {
      if (failures.length >= FAILURES_SHOWN) return;
      const text = await compile(shop, part, object, place);
      if (text !== undefined) failures.push(text);
      shop.onProgress(
        `${shop.variant.name} ${part.name}: ${++done} of ${missing.length} files compiled`,
      );
    });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  if (failures.length > 0) throw new FirmwareError("compile-failed", failures.join("\n"));
}

/** Undefined: it compiles. */
async function compile(shop: Workshop, part: Part, { source, file }: ObjectFile, place: string) {
  const [program = "cc", ...first] = shop.compiler.command;
  const { actual } = flagsOf(shop.roots, part, shop.variant, shop.compiler, shop.isStrict);
  const output = join(place, basename(file));
  const ran = await run(
    program,
    [...first, ...actual, "-c", source, "-o", output],
    shop.roots.ROOT,
  );
  if (!ran.isGood)
    return `${relative(shop.roots.ROOT, source)} does not compile with ${shop.compiler.version}:\n${ran.text}`;
  renameSync(output, file);
  return undefined;
}
