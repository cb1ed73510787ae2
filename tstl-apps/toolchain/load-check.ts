import { lauxlib, lua, to_luastring } from "fengari";
import type { AppSources } from "./app-sources.ts";
import type { Bundle } from "./bundle.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { faultAt, faultOf, luaLimit } from "./faults.ts";
import { Positions } from "./positions.ts";

const MESSAGE = /^program:(\d+): (.*)$/s;

/**
 * Loads the finished chunk once, without running it: finds what only a Lua compiler knows, such as a function
 * with more than 200 local variables, and tells it at the place in the app.
 */
export function loadFaults(bundle: Bundle, app: AppSources): readonly Diagnostic[] {
  const refusal = refusalOf(bundle.lua);
  if (refusal === undefined) return [];
  const [, line, text] = MESSAGE.exec(refusal) ?? [];
  const fault = luaLimit(text ?? refusal);
  const place = line && new Positions(bundle.sourceMap).at(Number(line));
  const source = place ? app.files[place.file] : undefined;
  if (!place || source === undefined) return [faultOf(fault, app.entry, app.files[app.entry])];
  const lines = source.split("\n").slice(0, place.line - 1);
  const start = lines.join("\n").length + (lines.length > 0 ? 1 : 0) + place.column - 1;
  return [faultAt(fault, place.file, source, start, 1)];
}

/** LuaJIT's limit; the others take 255. */
const MOST_UPVALUES = 60;

/** What a Lua VM says of the chunk, or LuaJIT would; undefined when they take it. */
function refusalOf(chunk: string): string | undefined {
  const state = lauxlib.luaL_newstate();
  const bytes = to_luastring(chunk);
  const name = to_luastring("=program");
  const status = lauxlib.luaL_loadbufferx(state, bytes, bytes.length, name, to_luastring("t"));
  const refusal =
    status === lua.LUA_OK
      ? crowded((lua.lua_topointer(state, -1) as { p: Prototype }).p)
      : lua.lua_tojsstring(state, -1);
  lua.lua_close(state);
  return refusal;
}

/** A function as Fengari has compiled it. */
interface Prototype {
  readonly linedefined: number;
  readonly upvalues: readonly unknown[];
  readonly p: readonly Prototype[];
}

function crowded({ linedefined, upvalues, p }: Prototype): string | undefined {
  if (upvalues.length > MOST_UPVALUES)
    return `program:${linedefined}: function has more than ${MOST_UPVALUES} upvalues`;
  for (const inner of p) {
    const found = crowded(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
