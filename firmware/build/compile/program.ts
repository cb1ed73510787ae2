import { join } from "node:path";
import { FirmwareError } from "../firmware-error.ts";
import { sha256Of } from "../sources/download.ts";
import { isInUse, makeWhole, withLock } from "../whole.ts";
import { portable } from "./flags.ts";
import { type Archive, archivePart, compilePart } from "./library.ts";
import { libraries, ours } from "./parts.ts";
import { run } from "./run.ts";
import { type BuildOptions, openWorkshop, type Workshop } from "./workshop.ts";

/** A program in C: its own files, and what it needs of the core, Lua and mbedTLS. */
export interface Program {
  readonly name: string;
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Folders of its own headers, besides the core's. */
  readonly includes?: readonly string[];
  readonly flags?: readonly string[];
  readonly linkFlags?: readonly string[];
}

/**
 * The program's path; made if it is not in the cache. A program is named by the hash of all that goes into it, and put
 * in place whole, so any number of processes may ask for it at once.
 * @throws FirmwareError
 */
export async function buildProgram(program: Program, options: BuildOptions = {}): Promise<string> {
  const shop = await openWorkshop(options);
  const archives = await archiveAll(shop);
  const part = ours(shop.roots, program.name, program.files, program.flags);
  const own = { ...part, includes: [...part.includes, ...(program.includes ?? [])] };
  const { objects, id } = await compilePart(shop, own);
  const link = linkArguments(shop, program);
  const inputs = [
    id,
    ...archives.map((archive) => archive.id),
    portable(shop.roots, link.join("\n")),
  ];
  const hash = sha256Of(Buffer.from(inputs.join("\n"))).slice(0, 16);
  const folder = join(shop.cache, "programs", `${program.name}-${shop.variant.name}-${hash}`);
  const file = join(folder, program.name);
  if (isInUse(folder)) return file;
  await withLock(`${folder}.lock`, async () => {
    if (isInUse(folder)) return;
    const files = [...objects, ...archives.map((archive) => archive.file)];
    await makeWhole(folder, (place) =>
      linkProgram(shop, [...files, ...link], join(place, program.name)),
    );
  });
  return file;
}

/**
 * The core, Lua and mbedTLS as libraries, in the order in which a linker wants them.
 * @throws FirmwareError
 */
export async function buildLibraries(options: BuildOptions = {}): Promise<string[]> {
  const archives = await archiveAll(await openWorkshop(options));
  return archives.map(({ file }) => file);
}

async function archiveAll(shop: Workshop): Promise<Archive[]> {
  const archives: Archive[] = [];
  for (const library of libraries(shop.roots)) archives.push(await archivePart(shop, library));
  return archives;
}

function linkArguments({ variant }: Workshop, { linkFlags = [] }: Program): string[] {
  const system = variant.isBare ? ["-lm"] : ["-lm", "-lpthread"];
  return [...variant.flags, ...(variant.linkFlags ?? []), ...linkFlags, ...system];
}

async function linkProgram(shop: Workshop, args: readonly string[], file: string): Promise<void> {
  const [program = "cc", ...first] = shop.compiler.command;
  const ran = await run(program, [...first, ...args, "-o", file], shop.roots.ROOT);
  if (!ran.isGood)
    throw new FirmwareError(
      "compile-failed",
      `the ${shop.variant.name} program does not link:\n${ran.text}`,
    );
}
