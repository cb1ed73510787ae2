import type { AppSources } from "./app-sources.ts";

/** What a cached program depends on. */
export interface CacheKeyOptions {
  readonly sha256: (text: string) => string;
  /** Changes with the compiler or the library: `compilerVersion` and, say, the package's version. */
  readonly compiler: string;
}

/**
 * Names a program by what it is made of: equal keys, equal programs. SHA-256, hexadecimal. The order of the files
 * does not matter; every name and text is set apart by its length, so that no two apps run together.
 */
export function cacheKey(app: AppSources, { sha256, compiler }: CacheKeyOptions): string {
  const names = Object.keys(app.files).sort();
  const parts = names.flatMap((name) => [name, app.files[name] ?? ""]);
  return sha256([compiler, app.entry, ...parts].map((part) => `${part.length}:${part}`).join(""));
}
