/** String functions whose work or result a program can make arbitrarily large. */
import type { CFunction, LuaState } from "../engine.ts";
import { lauxlib, lua } from "../fengari.ts";
import type { MemoryBudget } from "../memory/memory-budget.ts";
import { chargeWork } from "../memory/meter.ts";
import { bytesOf } from "../text.ts";
import { DECLINED } from "./first.ts";
import { indexOfBytes } from "./index-of-bytes.ts";
import { MOST_VALUES, pushText } from "./quick-table.ts";

const EMPTY = new Uint8Array(0);

export function repeatWith(memory: MemoryBudget): CFunction {
  return (L) => {
    const text = lauxlib.luaL_checkstring(L, 1);
    const count = wholeNumber(L, 2);
    const separator = lauxlib.luaL_optstring(L, 3, EMPTY);
    const length = count <= 0 ? 0 : text.length * count + separator.length * (count - 1);
    memory.require(length);
    pushText(L, repeated(text, separator, length));
    return 1;
  };
}

/** Numbers beyond Lua's integers are as good as any other count that is too large. */
function wholeNumber(L: LuaState, index: number): number {
  const value =
    lua.lua_type(L, index) === lua.LUA_TNUMBER ? lua.lua_tonumber(L, index) : Number.NaN;
  return Number.isInteger(value) ? value : lauxlib.luaL_checkinteger(L, index);
}

/** The unit is copied once, then what is there is doubled. */
function repeated(text: Uint8Array, separator: Uint8Array, length: number): Uint8Array {
  const result = new Uint8Array(length);
  const unit = text.length + separator.length;
  if (length === 0 || unit === 0) return result;
  result.set(text.subarray(0, length));
  if (length > text.length) result.set(separator, text.length);
  for (let filled = unit; filled < length; filled *= 2)
    result.copyWithin(filled, 0, Math.min(filled, length - filled));
  return result;
}

/** `string.find` of plain text in linear time; with a pattern, Fengari's. */
export function findWith(findPattern: CFunction): CFunction {
  return (L) => {
    const text = lauxlib.luaL_checkstring(L, 1);
    const wanted = lauxlib.luaL_checkstring(L, 2);
    if (!lua.lua_toboolean(L, 4) && hasSpecials(wanted)) return findPattern(L);
    const from = startPosition(lauxlib.luaL_optinteger(L, 3, 1), text.length);
    const at = from > text.length + 1 ? -1 : indexOfBytes(text, wanted, from - 1);
    if (at < 0) {
      lua.lua_pushnil(L);
      return 1;
    }
    lua.lua_pushinteger(L, at + 1);
    lua.lua_pushinteger(L, at + wanted.length);
    return 2;
  };
}

function startPosition(position: number, length: number): number {
  if (position > 0) return position;
  return position === 0 || -position > length ? 1 : length + position + 1;
}

const SPECIALS = new Set(bytesOf("^$*+?.([%-"));

function hasSpecials(pattern: Uint8Array): boolean {
  for (const byte of pattern) if (SPECIALS.has(byte)) return true;
  return false;
}

/** A result that stays below this is made by Fengari's gsub in one go, bytes. */
const SHORT_RESULT_BYTES = 65_536;

/** `string.gsub` with a replacement text, when its result is sure to be short. */
export function quickGsub(gsub: CFunction): CFunction {
  return (L) => {
    const text = lauxlib.luaL_checkstring(L, 1);
    lauxlib.luaL_checkstring(L, 2);
    const kind = lua.lua_type(L, 3);
    if (kind === lua.LUA_TSTRING || kind === lua.LUA_TNUMBER)
      return longestResult(text, lauxlib.luaL_checkstring(L, 3)) < SHORT_RESULT_BYTES
        ? gsub(L)
        : DECLINED;
    if (kind === lua.LUA_TFUNCTION || kind === lua.LUA_TTABLE) return DECLINED;
    return lauxlib.luaL_argerror(L, 3, bytesOf("string/function/table expected"));
  };
}

/** Every character is matched at most once, and there is one empty match more than characters. */
function longestResult(text: Uint8Array, replacement: Uint8Array): number {
  let captures = 0;
  for (const byte of replacement) if (byte === 37) captures++;
  const matches = text.length + 1;
  return matches * (1 + replacement.length) + captures * matches * 11;
}

/** `string.byte` and `utf8.codepoint` give a value for each byte: not more than fit. */
export function boundedSlice(original: CFunction, otherwise: (first: number) => number): CFunction {
  return (L) => {
    const { length } = lauxlib.luaL_checkstring(L, 1);
    const first = fromEnd(lauxlib.luaL_optinteger(L, 2, 1), length);
    const last = fromEnd(lauxlib.luaL_optinteger(L, 3, otherwise(first)), length);
    const count = Math.min(last, length) - Math.max(first, 1);
    if (count > MOST_VALUES) return lauxlib.luaL_error(L, bytesOf("string slice too long"));
    chargeWork(Math.max(0, count) >> 2);
    return original(L);
  };
}

function fromEnd(position: number, length: number): number {
  return position >= 0 ? position : length + position + 1;
}

/** `string.pack`: the option `c` names a length, which is then filled up byte by byte. */
export function packWith(memory: MemoryBudget, pack: CFunction): CFunction {
  return (L) => {
    const format = String.fromCharCode(...lauxlib.luaL_checkstring(L, 1).subarray(0, MOST_VALUES));
    let length = 0;
    for (const [, size] of format.matchAll(/c(\d+)/g)) length += Number(size);
    memory.require(length);
    chargeWork(length >> 4);
    return pack(L);
  };
}
