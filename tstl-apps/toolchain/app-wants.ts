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
  return gathered(lua)
    .replace(RUNTIME_NAME, (_, before, name) => before + library.nameOf(name))
    .replace(GATHERED_NAME, (_, before, name, after) => before + library.nameOf(name) + after)
    .replace(LIBRARY_NAME, (whole, module, field, word) => {
      const name = field ?? word;
      return name === undefined ? whole : library.nameOf(exportKey(module, name));
    });
}

/** So many parts of the runtime are variables of a module: LuaJIT's functions take 60 of those around them. */
const MOST_NAMES = 24;
const GATHERED_NAME = /^(local ____parts = \{\w+ = |____parts\.\w+ = )____lualib\.(\w+)(\}?)$/gm;

/** The parts that are named least often, beyond so many, are fields of one variable instead. */
function gathered(lua: string): string {
  const names = [...lua.matchAll(RUNTIME_NAME)].map(([, , name = ""]) => name);
  if (names.length <= MOST_NAMES) return lua;
  const counts = new Map<string, number>();
  for (const [name] of lua.matchAll(/\b__TS__\w+/g)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const byCount = [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const rare = new Set(byCount.filter((name) => names.includes(name)).slice(MOST_NAMES));
  let declared = false;
  const lines = lua.replace(RUNTIME_NAME, (line, _before, name) => {
    if (!rare.has(name)) return line;
    const first = !declared;
    declared = true;
    // Written so that the next replacement leaves it alone.
    return first
      ? `local ____parts = {\0${name} = ____lualib.\0${name}}`
      : `____parts.\0${name} = ____lualib.\0${name}`;
  });
  const used = lines.replace(/(?<!\0)\b__TS__\w+/g, (name) =>
    rare.has(name) ? `____parts.${name}` : name,
  );
  return used.replaceAll("\0", "");
}
