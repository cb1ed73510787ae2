import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { NOT_OF_LUA } from "./compile/parts.ts";
import type { OnProgress } from "./firmware-error.ts";
import { cacheFolder, packageRoot, packageVersion } from "./folders.ts";
import { sha256Of } from "./sources/download.ts";
import { getSource } from "./sources/get-source.ts";
import { isInUse, makeWhole } from "./whole.ts";

export interface SketchOptions {
  readonly cache?: string;
  readonly onProgress?: OnProgress | undefined;
}

/** Paths below the sketch's folder, with `/`, and what is in them. */
type Files = Map<string, string>;

/** `#include "lua.h"` and `<lua.h>`: Arduino has no folder for headers but the sketch's own. */
const LUA_HEADER =
  /^([ \t]*#[ \t]*include[ \t]*)["<](lua|lauxlib|lualib|luaconf|lcontrol)\.h[">]/gm;

/**
 * The folder of the sketch, `firmware/`, whole: `arduino-cli compile FOLDER` needs no other option. It holds the port, the
 * core and Lua as it is patched; made once for each state of its sources, and named by them.
 * @throws FirmwareError `no-source`, `wrong-hash`, `bad-patch`
 */
export async function sketchFolder(options: SketchOptions = {}): Promise<string> {
  const cache = options.cache ?? cacheFolder();
  const files = await filesOf(await getSource("lua", { cache, onProgress: options.onProgress }));
  const place = join(cache, "sketches", `firmware-${hashOf(files)}`);
  if (!isInUse(place)) await makeWhole(place, (part) => write(join(part, "firmware"), files));
  return join(place, "firmware");
}

async function filesOf(lua: string): Promise<Files> {
  const files: Files = new Map();
  for (const name of ["firmware.ino", "sketch.yaml"]) files.set(name, read("firmware", name));
  for (const name of ["core", "esp32"])
    for (const path of sources(join(packageRoot, "firmware/src", name))) {
      const to = posix.join("src", name, path);
      files.set(to, withLuaBeside(to, read("firmware/src", name, path)));
    }
  for (const path of sources(join(lua, "src")))
    if (!NOT_OF_LUA.test(path)) files.set(`src/lua/${path}`, readText(join(lua, "src", path)));
  files.set("src/esp32/version.h", `#define VNETOS_VERSION "${packageVersion()}"\n`);
  return files;
}

function withLuaBeside(path: string, text: string): string {
  const lua = posix.relative(posix.dirname(path), "src/lua");
  return text.replaceAll(LUA_HEADER, (_, include, name) => `${include}"${lua}/${name}.h"`);
}

function sources(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => /\.[ch]$/.test(name))
    .map((name) => name.replaceAll("\\", "/"))
    .sort();
}

function read(...path: string[]): string {
  return readText(join(packageRoot, ...path));
}

function readText(file: string): string {
  return readFileSync(file, "utf8");
}

function hashOf(files: Files): string {
  return sha256Of(Buffer.from(JSON.stringify([...files]))).slice(0, 16);
}

function write(folder: string, files: Files): void {
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
