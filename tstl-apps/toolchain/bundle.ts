import { addMapping, GenMapping, toEncodedMap } from "@jridgewell/gen-mapping";
import { eachMapping, TraceMap } from "@jridgewell/trace-mapping";
import { linkedText, wantsOf } from "./app-wants.ts";
import { LUALIB_MODULE } from "./lualib.ts";
import { type JoinedLibrary, joinLibrary } from "./shortening/library-join.ts";
import type { LibraryUnit } from "./shortening/library-unit.ts";

/** A module of the app as the compiler emits it, to be joined with the others. */
export interface LuaModule {
  readonly id: string;
  readonly lua: string;
  /** Source map, version 3, with this module's one source. Absent: no line of it is a user's. */
  readonly sourceMap?: string;
  readonly source: string;
}

export interface BundleParts {
  /** What each needs comes before it. */
  readonly library: readonly LibraryUnit[];
  /** The entry comes last. */
  readonly modules: readonly LuaModule[];
  /** A function of the run-time library that is called at the end. */
  readonly last?: string;
}

export interface Bundle {
  readonly lua: string;
  readonly sourceMap: string;
}

const EXPORTS_LINE = /^local ____exports = \{\}$/m;

const INDENT = /^ +/gm;

/** `require` for the modules inside: exports are registered before a module runs, so that circles work. */
const REQUIRE = `local ____mods,____done={},{}
local function require(n)
local e=____done[n]
if e==nil then e={} ____done[n]=e e=____mods[n](e) or e ____done[n]=e end
return e
end
`;

/** One chunk: the library in its short form, then the app's modules. Lines of the source map are those of the chunk. */
export function bundleModules({ library, modules, last }: BundleParts): Bundle {
  const entry = modules.at(-1);
  if (!entry) throw new Error("a bundle needs a module");
  const wants = modules.map(({ lua }) => wantsOf(lua));
  const joined = joinLibrary(library, wants, last);
  const whole = new Set(wants.flatMap((each) => [...each.whole]));
  const writer = new BundleWriter();
  writer.library(joined);
  const single = modules.length === 1 && whole.size === 0;
  // Else it would be a call of what stands before.
  const start = joined.text === "" ? "(" : ";(";
  if (!single) writer.text(REQUIRE);
  for (const id of whole) writer.text(`____done[${JSON.stringify(id)}]=${joined.whole(id)}\n`);
  for (const module of modules) {
    writer.text(
      single ? `${start}function(...)\n` : `____mods[${JSON.stringify(module.id)}]=function(...)\n`,
    );
    writer.module({ ...module, lua: linkedText(module.lua, joined) });
    writer.text(single ? "end)({});\n" : "end\n");
  }
  if (!single) writer.text(`require(${JSON.stringify(entry.id)})\n`);
  if (last) writer.text(`${joined.nameOf(last)}()\n`);
  return writer.finish();
}

class BundleWriter {
  readonly #map = new GenMapping();
  #lua = "";
  /** Lines written so far. */
  #lines = 0;

  text(text: string): void {
    this.#lua += text;
    this.#lines += text.split("\n").length - 1;
  }

  library({ text, places }: JoinedLibrary): void {
    places.forEach((place, i) => {
      if (!place) return;
      const { file: source, line, column } = place;
      const generated = { line: this.#lines + i + 1, column: 0 };
      addMapping(this.#map, { generated, source, original: { line, column: column - 1 } });
    });
    this.text(text);
  }

  module(module: LuaModule): void {
    if (module.sourceMap) this.#mappings(module);
    this.text(module.lua.replace(EXPORTS_LINE, "local ____exports = ...").replace(INDENT, ""));
    if (!module.lua.endsWith("\n")) this.text("\n");
  }

  finish(): Bundle {
    const { sourcesContent: _, ...map } = toEncodedMap(this.#map);
    return { lua: this.#lua, sourceMap: JSON.stringify(map) };
  }

  /** Without its indentation: it would travel to every board. No string of emitted Lua goes over lines. */
  #mappings(module: LuaModule): void {
    const indents = module.lua.split("\n").map((line) => line.search(/[^ ]|$/));
    eachMapping(new TraceMap(module.sourceMap as string), (mapping) => {
      if (mapping.originalLine === null) return;
      addMapping(this.#map, {
        generated: {
          line: mapping.generatedLine + this.#lines,
          column: columnAfter(mapping, indents),
        },
        original: { line: mapping.originalLine, column: mapping.originalColumn },
        source: module.source,
        name: mapping.name ?? "",
      });
    });
  }
}

function columnAfter(
  { generatedLine, generatedColumn }: { generatedLine: number; generatedColumn: number },
  indents: readonly number[],
): number {
  return Math.max(0, generatedColumn - (indents[generatedLine - 1] ?? 0));
}

const LUALIB_IMPORT = `local ____lualib = require("${LUALIB_MODULE}")`;
const LUALIB_NAME = /^local (\w+) = ____lualib\.\1$/gm;

/** Only those names of the run-time library that the module uses; lines stay where they are. */
export function withoutUnusedImports(code: string): string {
  if (!code.startsWith(LUALIB_IMPORT)) return code;
  const words = new Map<string, number>();
  for (const [word] of code.matchAll(/\w+/g)) words.set(word, (words.get(word) ?? 0) + 1);
  // Twice in its own line.
  const used = code.replace(LUALIB_NAME, (line, name) => ((words.get(name) ?? 0) > 2 ? line : ""));
  return used.slice(LUALIB_IMPORT.length);
}

/** A JSON file is emitted as `return {…}`: its value is the default export, its fields are named ones. */
export function jsonModule(code: string): string {
  const value = code.replace(/^return/m, "local value =").trimEnd();
  const fields = '{__index = type(value) == "table" and value or nil}';
  return `${value}\nreturn setmetatable({default = value}, ${fields})\n`;
}
