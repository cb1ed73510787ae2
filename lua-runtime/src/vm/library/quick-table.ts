/** Table functions in JavaScript, for tables without a metatable: those are read and written directly. */
import type { LuaState, LuaTable, LuaValue } from "../engine.ts";
import { lauxlib, lobject, lstring, ltable, lua, TAG } from "../fengari.ts";
import type { MemoryBudget } from "../memory/memory-budget.ts";
import { chargeWork } from "../memory/meter.ts";
import { bytesOf } from "../text.ts";
import { DECLINED } from "./first.ts";
import { floatText } from "./number-text.ts";

/** Most values that one call may return or take. */
export const MOST_VALUES = 16_384;

const NIL = new lobject.TValue(TAG.nil, null);

function plainTable(L: LuaState): LuaTable | undefined {
  lauxlib.luaL_checktype(L, 1, lua.LUA_TTABLE);
  const table = valueAt(L, 1).value as LuaTable;
  return table.metatable === null ? table : undefined;
}

/** Argument `index`, which must be there. */
export function valueAt(L: LuaState, index: number): LuaValue {
  return L.stack[(L.ci as unknown as { funcOff: number }).funcOff + index] as LuaValue;
}

export function quickInsert(L: LuaState): number {
  const table = plainTable(L);
  const count = lua.lua_gettop(L);
  if (count !== 2 && count !== 3) return fail(L, "wrong number of arguments to 'insert'");
  if (!table) return DECLINED;
  const end = ltable.luaH_getn(table) + 1;
  const position = count === 2 ? end : lauxlib.luaL_checkinteger(L, 2);
  if (position < 1 || position > end) return refuse(L, 2, "position out of bounds");
  chargeWork((end - position) >> 2);
  for (let i = end; i > position; i--)
    ltable.luaH_setint(table, i, ltable.luaH_getint(table, i - 1));
  ltable.luaH_setint(table, position, valueAt(L, count));
  return 0;
}

export function quickRemove(L: LuaState): number {
  const table = plainTable(L);
  if (!table) return DECLINED;
  const size = ltable.luaH_getn(table);
  const position = lauxlib.luaL_optinteger(L, 2, size);
  if (position !== size && (position < 1 || position > size + 1))
    return refuse(L, 1, "position out of bounds");
  chargeWork((size - position) >> 2);
  const removed = ltable.luaH_getint(table, position);
  pushCopy(L, removed);
  let i = position;
  for (; i < size; i++) ltable.luaH_setint(table, i, ltable.luaH_getint(table, i + 1));
  ltable.luaH_setint(table, i, NIL);
  return 1;
}

export function quickUnpack(L: LuaState): number {
  if (lua.lua_type(L, 1) !== lua.LUA_TTABLE) return DECLINED;
  const table = plainTable(L);
  if (!table) return DECLINED;
  const first = lauxlib.luaL_optinteger(L, 2, 1);
  const last = lua.lua_type(L, 3) <= 0 ? ltable.luaH_getn(table) : lauxlib.luaL_checkinteger(L, 3);
  const count = last - first + 1;
  if (count <= 0) return 0;
  if (count > MOST_VALUES || !lua.lua_checkstack(L, count))
    return fail(L, "too many results to unpack");
  chargeWork(count >> 2);
  for (let i = first; i <= last; i++) pushCopy(L, ltable.luaH_getint(table, i));
  return count;
}

export function quickConcat(memory: MemoryBudget): (L: LuaState) => number {
  return (L) => {
    const table = plainTable(L);
    if (!table) return DECLINED;
    const separator = lauxlib.luaL_optstring(L, 2, new Uint8Array(0));
    const first = lauxlib.luaL_optinteger(L, 3, 1);
    const last =
      lua.lua_type(L, 4) <= 0 ? ltable.luaH_getn(table) : lauxlib.luaL_checkinteger(L, 4);
    const pieces = piecesOf(L, table, first, last);
    const length = lengthOf(pieces) + separator.length * Math.max(0, pieces.length - 1);
    memory.require(length);
    pushText(L, joined(pieces, separator, length));
    return 1;
  };
}

function piecesOf(L: LuaState, table: LuaTable, first: number, last: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let i = first; i <= last; i++) {
    const value = ltable.luaH_getint(table, i);
    pieces.push(textOfValue(value) ?? badPiece(L, value, i));
  }
  chargeWork(pieces.length >> 2);
  return pieces;
}

function badPiece(L: LuaState, value: LuaValue, index: number): never {
  pushCopy(L, value);
  const name = lauxlib.luaL_typename(L, -1);
  return lauxlib.luaL_error(
    L,
    bytesOf("invalid value (%s) at index %d in table for 'concat'"),
    name,
    index,
  );
}

/** Strings and numbers as text; undefined for the rest. */
export function textOfValue(value: LuaValue): Uint8Array | undefined {
  if (value.type === TAG.longString || value.type === TAG.string)
    return (value.value as { realstring: Uint8Array }).realstring;
  if (value.type === TAG.integer) return bytesOf(String(value.value));
  if (value.type === TAG.float) return bytesOf(floatText(value.value as number));
  return undefined;
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  return length;
}

function joined(pieces: readonly Uint8Array[], separator: Uint8Array, length: number): Uint8Array {
  const text = new Uint8Array(length);
  let at = 0;
  for (const [i, piece] of pieces.entries()) {
    if (i > 0) {
      text.set(separator, at);
      at += separator.length;
    }
    text.set(piece, at);
    at += piece.length;
  }
  return text;
}

/** `table.sort` without a comparator, of numbers only or strings only. */
export function quickSort(L: LuaState): number {
  const table = plainTable(L);
  if (!table || lua.lua_type(L, 2) > 0) return DECLINED;
  const size = ltable.luaH_getn(table);
  const values: LuaValue[] = [];
  for (let i = 1; i <= size; i++) values.push(ltable.luaH_getint(table, i));
  const order = orderOf(values);
  if (!order) return DECLINED;
  chargeWork(size);
  const sorted = values.map((value) => new lobject.TValue(value.type, value.value)).sort(order);
  for (const [i, value] of sorted.entries()) ltable.luaH_setint(table, i + 1, value);
  return 0;
}

function orderOf(values: readonly LuaValue[]) {
  if (values.every((v) => v.type === TAG.float || v.type === TAG.integer)) return byNumber;
  if (values.every((v) => v.type === TAG.longString || v.type === TAG.string)) return byText;
  return undefined;
}

function byNumber(a: LuaValue, b: LuaValue): number {
  return (a.value as number) - (b.value as number);
}

function byText(a: LuaValue, b: LuaValue): number {
  const left = (a.value as { hash: string }).hash;
  const right = (b.value as { hash: string }).hash;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Pushes text that is made for Lua and used by nobody else. */
export function pushText(L: LuaState, text: Uint8Array): void {
  L.stack[L.top] = new lobject.TValue(TAG.longString, lstring.luaS_bless(L, text));
  L.top++;
}

function pushCopy(L: LuaState, value: LuaValue): void {
  L.stack[L.top] = new lobject.TValue(value.type, value.value);
  L.top++;
}

function fail(L: LuaState, message: string): never {
  return lauxlib.luaL_error(L, bytesOf(message));
}

function refuse(L: LuaState, index: number, message: string): never {
  return lauxlib.luaL_argerror(L, index, bytesOf(message));
}
