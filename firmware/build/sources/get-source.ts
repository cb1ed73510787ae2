import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { FirmwareError, type OnProgress } from "../firmware-error.ts";
import { cacheFolder, packageRoot } from "../folders.ts";
import { isInUse, makeWhole, withLock, writeWhole } from "../whole.ts";
import { bunzip2 } from "./bunzip2.ts";
import { download, sha256Of } from "./download.ts";
import { applyPatch, type SourceTree } from "./patch.ts";
import { readSource, type Source } from "./source.ts";
import { untar } from "./untar.ts";

export interface SourceOptions {
  /** Where `source.json` is; else `firmware/NAME`. */
  readonly folder?: string;
  readonly cache?: string;
  /** The archive as a file; else what `VNETOS_LUA_SOURCE` or `VNETOS_MBEDTLS_SOURCE` names, else it is downloaded. */
  readonly file?: string | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * The folder with the checked and patched source of `lua` or `mbedtls`; got and unpacked once.
 * @throws FirmwareError `no-source`, `wrong-hash` (of a file that was named), `bad-patch`
 */
export async function getSource(
  name: "lua" | "mbedtls",
  options: SourceOptions = {},
): Promise<string> {
  const source = readSource(options.folder ?? join(packageRoot, "firmware", name));
  const cache = options.cache ?? cacheFolder();
  const file = options.file ?? process.env[variableOf(source)];
  const named = file ? readNamed(source, file) : undefined;
  const folder = join(cache, "sources", `${source.name}-${source.version}-${source.id}`);
  if (isInUse(folder)) return folder;
  return await withLock(`${folder}.lock`, async () => {
    if (isInUse(folder)) return folder;
    const archive = named ?? (await archiveOf(source, cache, options.onProgress ?? (() => {})));
    const tree = patchedTree(source, archive);
    await makeWhole(folder, (part) => writeTree(part, tree));
    return folder;
  });
}

function variableOf(source: Source): string {
  return `VNETOS_${source.name.toUpperCase()}_SOURCE`;
}

function readNamed(source: Source, file: string): Uint8Array {
  const bytes = readOrRefuse(source, file);
  const found = sha256Of(bytes);
  if (found === source.sha256) return bytes;
  throw new FirmwareError(
    "wrong-hash",
    `${file} is not the archive of ${source.name} ${source.version}: its SHA-256 is ${found}, wanted is ${source.sha256}`,
  );
}

function readOrRefuse(source: Source, file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const why = `the file that was named as the archive of ${source.name} cannot be read: ${(error as Error).message}`;
    throw new FirmwareError("no-source", why, { cause: error });
  }
}

async function archiveOf(source: Source, cache: string, onProgress: OnProgress) {
  const kept = join(cache, "archives", source.sha256);
  if (existsSync(kept)) {
    const bytes = readFileSync(kept);
    if (sha256Of(bytes) === source.sha256) return bytes;
  }
  const got = await download(source.urls, source.sha256, onProgress);
  if ("failures" in got) throw noSource(source, got.failures);
  writeWhole(kept, got.bytes);
  return got.bytes;
}

function noSource(source: Source, failures: readonly string[]): FirmwareError {
  return new FirmwareError(
    "no-source",
    [
      `the source of ${source.name} ${source.version} cannot be had:`,
      ...failures.map((failure) => `  ${failure}`),
      `Get the archive of SHA-256 ${source.sha256} from one of these addresses by another way, and name the file with ${variableOf(source)}=FILE.`,
    ].join("\n"),
  );
}

function patchedTree(source: Source, archive: Uint8Array): SourceTree {
  const tree: SourceTree = new Map();
  const plain = archive[0] === 0x1f ? gunzipSync(archive) : bunzip2(archive);
  for (const { path, bytes } of untar(plain)) {
    const inside = path.slice(path.indexOf("/") + 1);
    if (source.files.test(inside)) tree.set(inside, Buffer.from(bytes).toString("utf8"));
  }
  for (const [name, patch] of source.patches) {
    try {
      applyPatch(tree, patch);
    } catch (error) {
      const why = `firmware/${source.name}/patches/${name} does not fit ${source.name} ${source.version}: ${(error as Error).message}`;
      throw new FirmwareError("bad-patch", why, { cause: error });
    }
  }
  for (const [path, text] of source.additions) tree.set(path, text);
  return tree;
}

function writeTree(folder: string, tree: SourceTree): void {
  for (const [path, text] of tree) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
