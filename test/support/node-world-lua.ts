import { createRequire } from "node:module";

/** A Lua state or thread of Fengari. */
export type LuaState = object;
type Bytes = Uint8Array;

/** What the node world uses of Fengari, which has no types of its own. */
interface Fengari {
  readonly to_luastring: (text: string) => Bytes;
  readonly lua: {
    readonly [name: `LUA_T${string}`]: number;
    readonly LUA_OK: number;
    readonly LUA_YIELD: number;
    lua_newthread(L: LuaState): LuaState;
    lua_pushcfunction(L: LuaState, f: (L: LuaState) => number): void;
    lua_pushnumber(L: LuaState, value: number): void;
    lua_pushinteger(L: LuaState, value: number): void;
    lua_pushlstring(L: LuaState, bytes: Bytes, length: number): void;
    lua_pushboolean(L: LuaState, value: boolean): void;
    lua_pushnil(L: LuaState): void;
    lua_createtable(L: LuaState, array: number, fields: number): void;
    lua_rawset(L: LuaState, index: number): void;
    lua_rawgeti(L: LuaState, index: number, at: number): number;
    lua_rawseti(L: LuaState, index: number, at: number): void;
    lua_rawlen(L: LuaState, index: number): number;
    lua_next(L: LuaState, index: number): number;
    lua_absindex(L: LuaState, index: number): number;
    lua_checkstack(L: LuaState, room: number): boolean;
    lua_settop(L: LuaState, top: number): void;
    lua_gettop(L: LuaState): number;
    lua_type(L: LuaState, index: number): number;
    lua_tonumber(L: LuaState, index: number): number;
    lua_toboolean(L: LuaState, index: number): boolean;
    lua_tostring(L: LuaState, index: number): Bytes;
    lua_getfield(L: LuaState, index: number, name: Bytes): number;
    lua_pushvalue(L: LuaState, index: number): void;
    lua_insert(L: LuaState, index: number): void;
    lua_call(L: LuaState, args: number, results: number): void;
    lua_setglobal(L: LuaState, name: Bytes): void;
    lua_pcall(L: LuaState, args: number, results: number, handler: number): number;
    lua_yield(L: LuaState, results: number): number;
    lua_resume(L: LuaState, from: LuaState | null, args: number): number;
  };
  readonly lauxlib: {
    luaL_newstate(): LuaState;
    luaL_getmetafield(L: LuaState, index: number, name: Bytes): number;
    luaL_error(L: LuaState, format: Bytes, ...values: Bytes[]): number;
    luaL_loadbuffer(L: LuaState, text: Bytes, size: number, name: Bytes): number;
  };
  readonly lualib: { luaL_openlibs(L: LuaState): void };
}

export const fengari = createRequire(import.meta.url)("fengari") as Fengari;
const { lua, to_luastring } = fengari;
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Anything that passes between a program and its natives. Text is bytes. */
export type LuaValue =
  | undefined
  | boolean
  | number
  | Bytes
  | readonly LuaValue[]
  | { readonly [key: string]: LuaValue };

export const bytesOf = (text: string): Bytes => to_luastring(text);
export const textOf = (bytes: LuaValue): string => strict.decode(bytes as Bytes);

/** `adopt`: the stack index of a function that makes an object of the program of a table and its keys. */
export function push(L: LuaState, value: LuaValue, adopt?: number): void {
  lua.lua_checkstack(L, 8);
  if (value === undefined) lua.lua_pushnil(L);
  else if (typeof value === "boolean") lua.lua_pushboolean(L, value);
  else if (typeof value === "number") pushNumber(L, value);
  else if (value instanceof Uint8Array) lua.lua_pushlstring(L, value, value.length);
  else pushTable(L, value, adopt);
}

/** As a board does: small whole numbers as Lua integers. */
function pushNumber(L: LuaState, value: number): void {
  if (value === (value | 0)) lua.lua_pushinteger(L, value);
  else lua.lua_pushnumber(L, value);
}

function pushTable(L: LuaState, value: object, adopt: number | undefined): void {
  const adopted = adopt !== undefined && !Array.isArray(value);
  if (adopted) lua.lua_pushvalue(L, adopt);
  lua.lua_createtable(L, 0, 0);
  if (Array.isArray(value)) {
    value.forEach((item: LuaValue, i) => {
      push(L, item, adopt);
      lua.lua_rawseti(L, -2, i + 1);
    });
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    push(L, bytesOf(key));
    push(L, item, adopt);
    lua.lua_rawset(L, -3);
  }
  if (!adopted) return;
  push(L, Object.keys(value).map(bytesOf));
  lua.lua_call(L, 2, 1);
}

/** The value at `index`; throws for what JSON cannot carry, naming where it is. */
export function read(L: LuaState, index: number, where = "value"): LuaValue {
  const type = lua.lua_type(L, index);
  if (type === lua.LUA_TNUMBER) return finite(lua.lua_tonumber(L, index), where);
  if (type === lua.LUA_TBOOLEAN) return lua.lua_toboolean(L, index);
  if (type === lua.LUA_TSTRING) return lua.lua_tostring(L, index);
  if (type === lua.LUA_TTABLE) return readTable(L, lua.lua_absindex(L, index), where);
  if (type === lua.LUA_TFUNCTION) throw new Error(`${where} is a function: JSON cannot carry it`);
  return undefined;
}

function finite(value: number, where: string): number {
  if (Number.isFinite(value)) return value;
  throw new Error(`${where} is ${value}: JSON cannot carry it`);
}

/** As deep as boards go: so a cycle has an end. */
const DEPTH = 100;

function readTable(L: LuaState, index: number, where: string): LuaValue {
  lua.lua_checkstack(L, 8);
  if (where.split(/[.[]/).length > DEPTH)
    throw new Error(`${where} nests deeper than ${DEPTH} levels: JSON cannot carry it`);
  if (fengari.lauxlib.luaL_getmetafield(L, index, bytesOf("__keys")) !== lua.LUA_TNIL)
    return readListed(L, index, where);
  const length = lua.lua_rawlen(L, index);
  const items: LuaValue[] = [];
  const fields: Record<string, LuaValue> = {};
  lua.lua_pushnil(L);
  while (lua.lua_next(L, index) !== 0) {
    const top = lua.lua_gettop(L);
    if (lua.lua_type(L, top - 1) === lua.LUA_TNUMBER) {
      const at = lua.lua_tonumber(L, top - 1) - 1;
      items[at] = read(L, top, `${where}[${at}]`);
    } else {
      const key = textOf(lua.lua_tostring(L, top - 1));
      fields[key] = read(L, top, `${where}.${key}`);
    }
    lua.lua_settop(L, top - 1);
  }
  return length > 0 || Object.keys(fields).length === 0 ? items : fields;
}

/** An object that knows its keys: what they are lies on the stack, as a list or a function that gives it. */
function readListed(L: LuaState, index: number, where: string): LuaValue {
  if (lua.lua_type(L, -1) === lua.LUA_TFUNCTION) {
    lua.lua_pushvalue(L, index);
    lua.lua_pushboolean(L, true);
    lua.lua_call(L, 2, 1);
    if (lua.lua_type(L, -1) === lua.LUA_TNIL)
      throw new Error(`${where} is no plain object: JSON cannot carry it`);
  }
  const list = lua.lua_absindex(L, -1);
  const fields: Record<string, LuaValue> = {};
  for (let i = 1; i <= lua.lua_rawlen(L, list); i++) {
    lua.lua_rawgeti(L, list, i);
    const key = textOf(lua.lua_tostring(L, -1));
    lua.lua_getfield(L, index, bytesOf(key));
    fields[key] = read(L, -1, `${where}.${key}`);
    lua.lua_settop(L, list);
  }
  lua.lua_settop(L, list - 1);
  return fields;
}

/** JSON text of a value; text that is no UTF-8 is refused. */
export function toJson(value: LuaValue): string {
  return JSON.stringify(value === undefined ? null : plain(value));
}

function plain(value: LuaValue): unknown {
  if (value instanceof Uint8Array) return textOf(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

export function fromJson(text: string): LuaValue {
  return lean(JSON.parse(text));
}

function lean(value: unknown): LuaValue {
  if (typeof value === "string") return bytesOf(value);
  if (value === null) return undefined;
  if (typeof value !== "object") return value as number | boolean;
  if (Array.isArray(value)) return value.map(lean);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, lean(item)]));
}
