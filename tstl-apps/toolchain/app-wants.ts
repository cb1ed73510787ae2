import type { JoinedLibrary } from "./shortening/library-join.ts";
import { exportKey } from "./shortening/library-unit.ts";

/** What a module of the app wants of the library. */
export interface Wants {
  /** Shared names. */
  readonly keys: ReadonlySet<string>;
  /** Library modules that it wants as one value: `import * as all from "vnetos"`. */
  readonly whole: ReadonlySet<string>;
  /** The words of its text: no shared name may be one of them. */
  readonly words: ReadonlySet<string>;
}

/** A quote inside of a text is written `\"`, so neither stands in a text of the app. */
const RUNTIME_NAME = /^(local (\w+) = )____lualib\.\2$/gm;
const LIBRARY_NAME = /\brequire\("(vnetos\/[^"]+)"\)(?:\.(\w+)|\["(\w+)"\])?/g;

export function wantsOf(lua: string): Wants {
  const keys = new Set<string>();
  const whole = new Set<string>();
  for (const [, , name = ""] of lua.matchAll(RUNTIME_NAME)) keys.add(name);
  for (const [, module = "", field, word] of lua.matchAll(LIBRARY_NAME)) {
    const name = field ?? word;
    if (name === undefined) whole.add(module);
    else keys.add(exportKey(module, name));
  }
  return { keys, whole, words: new Set(lua.match(/\b[A-Za-z]\w?\b/g)) };
}

/** The module with the names that the library has in this program; lines stay where they are. */
export function linkedText(lua: string, library: JoinedLibrary): string {
  return lua
    .replace(RUNTIME_NAME, (_, before, name) => before + library.nameOf(name))
    .replace(LIBRARY_NAME, (whole, module, field, word) => {
      const name = field ?? word;
      return name === undefined ? whole : library.nameOf(exportKey(module, name));
    });
}
