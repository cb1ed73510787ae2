import type { EmitHost } from "typescript-to-lua";
import type { CompilerFiles } from "./app-sources.ts";
import { FLOAT_PATCHES } from "./features/lualib-floats.ts";
import { LUALIB_ROOT, RUNTIME_ROOT } from "./paths.ts";
import { RUNTIME_FEATURES, type RuntimeFeature } from "./runtime-features.ts";
import { LIBRARY_LINES, type LibraryUnit, runtimeUnit } from "./shortening/library-unit.ts";

export const LUALIB_MODULE = "lualib_bundle";
const INFO_FILE = "lualib_module_info.json";

/** TypeScriptToLua's run-time library with our parts in it, in the minimal form that a program needs. */
export class LuaLibrary {
  readonly #files: CompilerFiles;
  readonly #texts = new Map<string, string>();
  readonly #units = new Map<string, LibraryUnit>();
  /** All that the parts export. */
  #names: ReadonlySet<string> | undefined;
  #info: Readonly<Record<string, RuntimeFeature>> | undefined;

  constructor(files: CompilerFiles) {
    this.#files = files;
  }

  /** What TypeScriptToLua reads its library through. */
  get emitHost(): EmitHost {
    return {
      directoryExists: () => true,
      fileExists: () => false,
      getCurrentDirectory: () => "/",
      readFile: (path) => this.#serve(path),
      writeFile: () => {},
    };
  }

  /** Those features and all that they rest on, each once. `shaped`: objects of the program know their keys. */
  units(features: Iterable<string>, shaped: boolean): readonly LibraryUnit[] {
    const ordered = new Set<string>();
    const collected = new Set<string>();
    const collect = (feature: string): void => {
      if (collected.has(feature)) return;
      // Some parts name themselves among what they rest on.
      collected.add(feature);
      const { dependencies = [], whenShaped = [] } = this.#feature(feature);
      for (const needed of shaped ? [...whenShaped, ...dependencies] : dependencies)
        collect(needed);
      ordered.add(feature);
    };
    for (const feature of features) collect(feature);
    return [...ordered].map((feature) => this.#unit(feature));
  }

  #unit(feature: string): LibraryUnit {
    const known = this.#units.get(feature);
    if (known) return known;
    const exported = () => Object.values(this.info).flatMap(({ exports }) => exports);
    this.#names ??= new Set([LIBRARY_LINES, ...exported()]);
    const names = this.#names;
    const { exports } = this.#feature(feature);
    const unit = runtimeUnit(feature, this.text(feature), exports, (name) => names.has(name));
    this.#units.set(feature, unit);
    return unit;
  }

  /** Lua text of one feature. */
  text(feature: string): string {
    const known = this.#texts.get(feature);
    if (known !== undefined) return known;
    const text = compact(this.#source(feature));
    this.#texts.set(feature, text);
    return text;
  }

  get info(): Readonly<Record<string, RuntimeFeature>> {
    this.#info ??= { ...JSON.parse(this.#read(LUALIB_ROOT + INFO_FILE)), ...RUNTIME_FEATURES };
    return this.#info as Readonly<Record<string, RuntimeFeature>>;
  }

  #source(feature: string): string {
    if (Object.hasOwn(RUNTIME_FEATURES, feature))
      return this.#read(`${RUNTIME_ROOT}${feature}.lua`);
    let text = this.#read(`${LUALIB_ROOT}${feature}.lua`);
    for (const [from, to] of FLOAT_PATCHES[feature] ?? []) {
      if (!text.includes(from)) throw new Error(`lualib ${feature} has no ${JSON.stringify(from)}`);
      text = text.replaceAll(from, to);
    }
    return text;
  }

  #feature(name: string): RuntimeFeature {
    const feature = this.info[name];
    if (!feature) throw new Error(`the run-time library has no part ${name}`);
    return feature;
  }

  /** TypeScriptToLua asks by its own absolute path on this machine; only the last part counts. */
  #serve(path: string): string | undefined {
    const name = path.replaceAll("\\", "/").split("/").pop() ?? "";
    if (name === INFO_FILE) return JSON.stringify(this.info);
    return name.endsWith(".lua") ? this.text(name.slice(0, -4)) : undefined;
  }

  #read(path: string): string {
    const text = this.#files.read(path);
    if (text === undefined) throw new Error(`the compiler's file ${path} is missing`);
    return text;
  }
}

/** Without indentation and comment lines: it travels to every board. */
function compact(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return `${lines.filter((line) => line !== "" && !line.startsWith("--")).join("\n")}\n`;
}
