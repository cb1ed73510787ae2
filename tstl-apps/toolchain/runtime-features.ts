/** A part of the runtime: a Lua text that a program takes along only when it is used. */
export interface RuntimeFeature {
  /** Local names that the text declares and that programs may use. */
  readonly exports: readonly string[];
  /** Features that must stand before it. */
  readonly dependencies?: readonly string[];
}

/**
 * Our parts, each a file of runtime/. A name that TypeScriptToLua's own library has too takes its place there.
 * Adding a part is a file and a row.
 */
export const RUNTIME_FEATURES: Readonly<Record<string, RuntimeFeature>> = {};
