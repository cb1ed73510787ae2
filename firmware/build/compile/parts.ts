import { readdirSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../folders.ts";
import { getSource, type SourceOptions } from "../sources/get-source.ts";

/** Sources that are compiled alike and kept together in one library. */
export interface Part {
  readonly name: string;
  readonly files: readonly string[];
  /** Ours: every warning is on. */
  readonly isOurs: boolean;
  /** Folders of headers: ours, and those of others, in which no warnings are told. */
  readonly includes: readonly string[];
  readonly foreignIncludes: readonly string[];
  readonly flags: readonly string[];
  /** Headers that are included by a macro's name, so that nobody sees them by reading. */
  readonly hidden: readonly string[];
}

/** Where the folders of a build are on this machine; keys of caches have the names instead. */
export interface Roots {
  readonly ROOT: string;
  readonly LUA: string;
  readonly MBEDTLS: string;
}

export async function findRoots(options: SourceOptions): Promise<Roots> {
  return {
    ROOT: packageRoot,
    LUA: await getSource("lua", options),
    MBEDTLS: await getSource("mbedtls", options),
  };
}

/** Libraries of Lua that reach outside of a program, and its own command lines. */
export const NOT_OF_LUA = /^(?:lua|luac|linit|loadlib|loslib|liolib|ldblib)\.c$/;

const CONFIG = '-DMBEDTLS_CONFIG_FILE="vn_mbedtls_config.h"';

function lua({ LUA }: Roots): Part {
  const folder = join(LUA, "src");
  const names = readdirSync(folder).filter((name) => name.endsWith(".c") && !NOT_OF_LUA.test(name));
  const files = names.sort().map((name) => join(folder, name));
  return {
    name: "lua",
    files,
    isOurs: false,
    includes: [],
    foreignIncludes: [],
    flags: [],
    hidden: [],
  };
}

function mbedtls({ MBEDTLS }: Roots): Part {
  const folder = join(MBEDTLS, "library");
  const names = readdirSync(folder).filter((name) => name.endsWith(".c"));
  return {
    name: "mbedtls",
    files: names.sort().map((name) => join(folder, name)),
    isOurs: false,
    includes: [],
    foreignIncludes: [join(MBEDTLS, "include")],
    flags: [CONFIG],
    hidden: [join(MBEDTLS, "include/vn_mbedtls_config.h")],
  };
}

/** What our own C is compiled with, wherever it is. */
export function ours(
  roots: Roots,
  name: string,
  files: readonly string[],
  flags: readonly string[] = [],
): Part {
  return {
    name,
    files,
    isOurs: true,
    includes: [join(roots.ROOT, "firmware/src/core")],
    foreignIncludes: [join(roots.LUA, "src"), join(roots.MBEDTLS, "include")],
    flags: [CONFIG, ...flags],
    hidden: [join(roots.MBEDTLS, "include/vn_mbedtls_config.h")],
  };
}

/** The libraries that every program is linked with, first those that need the others. */
export function libraries(roots: Roots): Part[] {
  return [
    ours(roots, "core", filesBelow(join(roots.ROOT, "firmware/src/core"))),
    lua(roots),
    mbedtls(roots),
  ];
}

/** The `.c` files of a folder and the folders in it. */
export function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".c"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
