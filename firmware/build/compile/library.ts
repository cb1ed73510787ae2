import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { FirmwareError } from "../firmware-error.ts";
import { sha256Of } from "../sources/download.ts";
import { isInUse, makeWhole, withLock } from "../whole.ts";
import { archiverOf } from "./compiler.ts";
import { type Flags, flagsOf, portable } from "./flags.ts";
import type { Part } from "./parts.ts";
import { onAllCores, run } from "./run.ts";
import type { Workshop } from "./workshop.ts";

interface ObjectFile {
  readonly source: string;
  /** Named by the hash of all that goes into it. */
  readonly file: string;
}

/** What a part's compilation will give: known before it is done. */
interface Plan {
  readonly part: Part;
  readonly flags: Flags;
  readonly objects: readonly ObjectFile[];
  readonly id: string;
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
export function compilePart(shop: Workshop, part: Part): Promise<Compiled> {
  return compile(shop, planOf(shop, part));
}

/** The part as one library, of which a program takes what it needs. */
export async function archivePart(shop: Workshop, part: Part): Promise<Archive> {
  const plan = planOf(shop, part);
  const name = `${part.name}-${shop.variant.name}-${plan.id.slice(0, 16)}`;
  const folder = join(shop.cache, "libraries", name);
  const library = `lib${part.name}.a`;
  if (!isInUse(folder)) {
    const { objects } = await compile(shop, plan);
    await makeWhole(folder, (place) => archive(shop, join(place, library), objects));
  }
  return { file: join(folder, library), id: plan.id };
}

async function archive(shop: Workshop, file: string, objects: readonly string[]): Promise<void> {
  const archiver = archiverOf(shop.compiler);
  const made = await run(archiver, ["rcs", file, ...objects], shop.roots.ROOT);
  if (!made.isGood) throw new FirmwareError("compile-failed", `${archiver}: ${made.text}`);
}

function planOf(shop: Workshop, part: Part): Plan {
  const flags = flagsOf(shop, part);
  const objects = part.files.map((source) => nameObject(shop, part, flags, source));
  const names = objects.map(({ file }) => basename(file)).join("\n");
  return { part, flags, objects, id: sha256Of(Buffer.from(names)) };
}

function nameObject(shop: Workshop, part: Part, flags: Flags, source: string): ObjectFile {
  const folders = [...part.includes, ...part.foreignIncludes];
  const read = [...shop.reader.closure(source, folders), ...part.hidden];
  const inputs = read.map((file) => [portable(shop.roots, file), shop.reader.digest(file)]);
  const all = JSON.stringify([flags.portable, portable(shop.roots, source), inputs]);
  return { source, file: join(shop.cache, "objects", `${sha256Of(Buffer.from(all))}.o`) };
}

async function compile(shop: Workshop, plan: Plan): Promise<Compiled> {
  if (!plan.objects.every(({ file }) => isInUse(file))) {
    const lock = join(shop.cache, "objects", `${plan.id}.lock`);
    await withLock(lock, () => compileMissing(shop, plan));
  }
  return { objects: plan.objects.map(({ file }) => file), id: plan.id };
}

/** Who has seen so many has seen enough. */
const FAILURES_SHOWN = 10;

async function compileMissing(shop: Workshop, plan: Plan): Promise<void> {
  const missing = plan.objects.filter(({ file }) => !existsSync(file));
  if (missing.length === 0) return;
  const place = mkdtempSync(join(shop.cache, "objects", ".part-"));
  const what = `${shop.variant.name} ${plan.part.name}`;
  const failures: string[] = [];
  let done = 0;
  try {
    await onAllCores(missing, async (object) => {
      if (failures.length >= FAILURES_SHOWN) return;
      const text = await compileFile(shop, plan.flags, object, place);
      if (text !== undefined) failures.push(text);
      shop.onProgress(`${what}: ${++done} of ${missing.length} files compiled`);
    });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  if (failures.length > 0) throw new FirmwareError("compile-failed", failures.join("\n"));
}

/** Undefined: it compiles. */
async function compileFile(shop: Workshop, flags: Flags, object: ObjectFile, place: string) {
  const [program = "cc", ...first] = shop.compiler.command;
  const output = join(place, basename(object.file));
  const args = [...first, ...flags.actual, "-c", object.source, "-o", output];
  const ran = await run(program, args, shop.roots.ROOT);
  if (!ran.isGood) {
    const source = relative(shop.roots.ROOT, object.source);
    return `${source} does not compile with ${shop.compiler.version}:\n${ran.text}`;
  }
  renameSync(output, object.file);
  return undefined;
}
