import type { OnProgress } from "../firmware-error.ts";
import { cacheFolder } from "../folders.ts";
import { pruneCache } from "../prune.ts";
import { type Compiler, findCompiler } from "./compiler.ts";
import { IncludeReader } from "./includes.ts";
import { findRoots, type Roots } from "./parts.ts";
import { type Variant, type VariantName, variantOf } from "./variants.ts";

export interface BuildOptions {
  readonly variant?: VariantName;
  /** A warning in our own C is an error: for tests, not for people whose compiler is newer than ours. */
  readonly isStrict?: boolean;
  /** For all of it, Lua too: `VN_SMALL_STACK`, `LUAI_MAXCCALLS=48`. */
  readonly defines?: readonly string[];
  /** Another compiler than the variant's own. */
  readonly compilers?: readonly string[];
  readonly cache?: string;
  readonly onProgress?: OnProgress | undefined;
}

/** All that a build needs: places, tools, and what has been read. */
export interface Workshop {
  readonly cache: string;
  readonly roots: Roots;
  readonly compiler: Compiler;
  readonly variant: Variant;
  readonly isStrict: boolean;
  readonly defines: readonly string[];
  readonly reader: IncludeReader;
  readonly onProgress: OnProgress;
}

/** @throws FirmwareError `no-compiler`, `no-source`, `wrong-hash`, `bad-patch` */
export async function openWorkshop(options: BuildOptions = {}): Promise<Workshop> {
  const variant = variantOf(options.variant ?? "native");
  const onProgress = options.onProgress ?? (() => {});
  const { install } = variant.compilers;
  const commands = options.compilers ?? variant.compilers.commands;
  const compiler = findCompiler({ commands, install });
  const cache = options.cache ?? cacheFolder();
  pruneCache(cache);
  const roots = await findRoots({ cache, onProgress });
  const { isStrict = false, defines = [] } = options;
  const reader = new IncludeReader();
  return { cache, roots, compiler, variant, isStrict, defines, reader, onProgress };
}
