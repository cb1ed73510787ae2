import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256Of } from "./download.ts";

/** Somebody else's C: one archive, known by its SHA-256, and what we do to it. A folder with `source.json`. */
export interface Source {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly urls: readonly string[];
  /** Which of its files are taken; paths without the archive's own folder. */
  readonly files: RegExp;
  /** `patches/*.patch` in order of their names. */
  readonly patches: ReadonlyMap<string, string>;
  /** `files/`: our own files beside theirs. */
  readonly additions: ReadonlyMap<string, string>;
  /** Names the patched tree: a hash of all of the above. */
  readonly id: string;
}

export function readSource(folder: string): Source {
  const text = readFileSync(join(folder, "source.json"), "utf8");
  const { name, version, sha256, urls, files } = JSON.parse(text) as Source & { files: string };
  const patches = readTexts(join(folder, "patches"), /\.patch$/);
  const additions = readTexts(join(folder, "files"), /./);
  const all = JSON.stringify([text, [...patches], [...additions]]);
  const id = sha256Of(Buffer.from(all)).slice(0, 16);
  return { name, version, sha256, urls, files: new RegExp(files), patches, additions, id };
}

/** Files below `folder` by their paths, in order of these; none if there is no such folder. */
function readTexts(folder: string, wanted: RegExp): Map<string, string> {
  return new Map(
    listFiles(folder)
      .filter((path) => wanted.test(path))
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), "utf8")]),
  );
}

function listFiles(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
