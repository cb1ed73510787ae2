import { addMapping, GenMapping, toEncodedMap } from "@jridgewell/gen-mapping";
import { eachMapping, TraceMap } from "@jridgewell/trace-mapping";
import { LUALIB_MODULE } from "./lualib.ts";

/** A module as the compiler emits it, to be joined with the others. */
export interface LuaModule {
  readonly id: string;
  readonly lua: string;
  /** Source map, version 3, with this module's one source. Absent: no line of it is a user's. */
  readonly sourceMap?: string;
  readonly source: string;
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

/** One chunk of all modules; the entry comes last. Lines of the source map are those of the chunk. */
export function bundleModules(lualib: string, modules: readonly LuaModule[], tail: string): Bundle {
  const writer = new BundleWriter();
  const entry = modules.at(-1);
  if (!entry) throw new Error("a bundle needs a module");
  if (lualib !== "") writer.text(`local ____lualib=(function()\n${lualib}end)();\n`);
  const single = modules.length === 1;
  if (!single) writer.text(REQUIRE);
  for (const module of modules) {
    writer.text(
      single ? "(function(...)\n" : `____mods[${JSON.stringify(module.id)}]=function(...)\n`,
    );
    writer.module(module);
    writer.text(single ? "end)({});\n" : "end\n");
  }
  if (!single) writer.text(`require(${JSON.stringify(entry.id)})\n`);
  writer.text(tail);
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
