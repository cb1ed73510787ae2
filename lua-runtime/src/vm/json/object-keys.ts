/** What a program says of its objects: the keys of one for JSON, and what a decoded table becomes. */
import type { LuaState, LuaTable, LuaValue } from "../engine.ts";
import { lobject, lstring, ltable, lua, TAG } from "../fengari.ts";
import { bytesOf } from "../text.ts";

const NAME = bytesOf("__keys");

/** The list in `__keys` of the metatable, or what the function there gives for the table; "none": it is no plain object. */
export function keysOf(L: LuaState, table: LuaTable): LuaTable | "none" | undefined {
  if (table.metatable === null) return undefined;
  const keys = ltable.luaH_getstr(table.metatable, lstring.luaS_bless(L, NAME));
  if (keys.type === TAG.nil) return undefined;
  if (keys.type === TAG.table) return keys.value as LuaTable;
  const list = call(L, keys, new lobject.TValue(TAG.table, table), TRUE);
  return list.type === TAG.table ? (list.value as LuaTable) : "none";
}

const TRUE = new lobject.TValue(TAG.boolean, true);

/** What `adopt(table, keys)` gives: the table as an object of the program. */
export function adopted(L: LuaState, adopt: LuaValue, table: LuaValue, keys: LuaTable): LuaValue {
  return call(L, adopt, table, new lobject.TValue(TAG.table, keys));
}

function call(L: LuaState, f: LuaValue, ...params: readonly LuaValue[]): LuaValue {
  lua.lua_checkstack(L, params.length + 1);
  for (const { type, value } of [f, ...params]) {
    L.stack[L.top] = new lobject.TValue(type, value);
    L.top++;
  }
  lua.lua_call(L, params.length, 1);
  const result = L.stack[L.top - 1] as LuaValue;
  const copy = new lobject.TValue(result.type, result.value);
  lua.lua_pop(L, 1);
  return copy;
}
