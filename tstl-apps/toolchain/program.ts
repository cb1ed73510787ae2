import type { Diagnostic } from "./diagnostic.ts";

/** What an app becomes: one Lua chunk that every board runs, to be loaded under the name `=program`. */
export interface Program {
  readonly name: string;
  /** SHA-256 of `lua`, hexadecimal. */
  readonly sha256: string;
  readonly lua: string;
  /** Source map, version 3, as JSON. Its sources are the app's paths; `vnetos/…` names a library file. */
  readonly sourceMap: string;
}

export type CompileResult =
  | { readonly ok: true; readonly program: Program; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
