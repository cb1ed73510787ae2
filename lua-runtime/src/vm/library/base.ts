/** Functions of the base library that need care: text chunks only, output through the host. */
import type { CFunction, LuaState } from "../engine.ts";
import { lauxlib, lua } from "../fengari.ts";
import type { MemoryBudget } from "../memory/memory-budget.ts";
import { chargeWork } from "../memory/meter.ts";
import { bytesOf } from "../text.ts";
import { DECLINED } from "./first.ts";
import { pushText, textOfValue, valueAt } from "./quick-table.ts";

/** Longest text that `load` compiles in one go (compiling cannot be interrupted), bytes. */
export const LOAD_TEXT_BYTES = 262_144;

const TEXT_MODE = bytesOf("t");
const TOSTRING = bytesOf("__tostring");

/** `load(text, name, mode, env)`; with a function instead of the text the slow way collects its pieces. */
export function quickLoad(L: LuaState): number {
  if (lua.lua_type(L, 1) === lua.LUA_TFUNCTION) return DECLINED;
  return loadText(L);
}

export function loadText(L: LuaState): number {
  const text = lauxlib.luaL_checkstring(L, 1);
  if (text.length > LOAD_TEXT_BYTES)
    return refused(L, `chunk of ${text.length} bytes: at most ${LOAD_TEXT_BYTES} can be loaded`);
  const name = lauxlib.luaL_optstring(L, 2, text);
  const mode = lauxlib.luaL_optstring(L, 3, TEXT_MODE);
  if (!mode.includes(TEXT_MODE[0] as number))
    return refused(L, `attempt to load a text chunk (mode is '${String.fromCharCode(...mode)}')`);
  const hasEnvironment = lua.lua_type(L, 4) !== lua.LUA_TNONE;
  if (lauxlib.luaL_loadbufferx(L, text, text.length, name, TEXT_MODE) !== lua.LUA_OK) {
    lua.lua_pushnil(L);
    lua.lua_insert(L, -2);
    return 2;
  }
  if (!hasEnvironment) return 1;
  lua.lua_pushvalue(L, 4);
  if (!lua.lua_setupvalue(L, -2, 1)) lua.lua_pop(L, 1);
  return 1;
}

function refused(L: LuaState, reason: string): number {
  lua.lua_pushnil(L);
  lua.lua_pushstring(L, bytesOf(reason));
  return 2;
}

/** Strings have a metatable too, but no `__tostring` unless a program gives them one: that is not looked at. */
function hasToString(L: LuaState, index: number): boolean {
  if (lua.lua_type(L, index) !== lua.LUA_TTABLE) return false;
  const found = lauxlib.luaL_getmetafield(L, index, TOSTRING) !== lua.LUA_TNIL;
  if (found) lua.lua_pop(L, 1);
  return found;
}

/** As `tostring` does it for a value that has no `__tostring`. */
function plainText(L: LuaState, index: number): Uint8Array {
  const direct = textOfValue(valueAt(L, index));
  if (direct) return direct;
  const text = lauxlib.luaL_tolstring(L, index);
  lua.lua_pop(L, 1);
  return text;
}

export function quickToString(L: LuaState): number {
  lauxlib.luaL_checkany(L, 1);
  if (hasToString(L, 1)) return DECLINED;
  if (lua.lua_type(L, 1) === lua.LUA_TSTRING) lua.lua_pushvalue(L, 1);
  else pushText(L, plainText(L, 1));
  return 1;
}

/** `native.stringer(v)`: the value's `__tostring`. */
export function stringer(L: LuaState): number {
  return lauxlib.luaL_getmetafield(L, 1, TOSTRING) === lua.LUA_TNIL ? 0 : 1;
}

/** `print` of values that need no Lua code to become text. */
export function quickPrint(memory: MemoryBudget, line: (text: Uint8Array) => void): CFunction {
  return (L) => {
    const count = lua.lua_gettop(L);
    for (let i = 1; i <= count; i++) if (hasToString(L, i)) return DECLINED;
    const parts: Uint8Array[] = [];
    let length = 0;
    for (let i = 1; i <= count; i++) {
      const text = plainText(L, i);
      length += text.length + 1;
      memory.require(length);
      parts.push(text);
    }
    line(tabbed(parts, Math.max(0, length - 1)));
    return 0;
  };
}

function tabbed(parts: readonly Uint8Array[], length: number): Uint8Array {
  const line = new Uint8Array(length);
  let at = 0;
  for (const [i, part] of parts.entries()) {
    if (i > 0) line[at++] = 9;
    line.set(part, at);
    at += part.length;
  }
  return line;
}

/** `collectgarbage`: counting is all that a program can do. */
export function collectGarbage(memory: MemoryBudget): CFunction {
  const options = [
    "collect",
    "count",
    "step",
    "stop",
    "restart",
    "isrunning",
    "incremental",
    "generational",
  ];
  return (L) => {
    const option = String.fromCharCode(...lauxlib.luaL_optstring(L, 1, bytesOf("collect")));
    if (!options.includes(option))
      lauxlib.luaL_argerror(L, 1, bytesOf(`invalid option '${option}'`));
    if (option === "count") {
      chargeWork(memory.used() >> 6);
      lua.lua_pushnumber(L, memory.used() / 1_024);
    } else lua.lua_pushinteger(L, 0);
    return 1;
  };
}
