import type { ErrorCode } from "#protocol";
import type { LuaState } from "./engine.ts";
import { lauxlib, lua } from "./fengari.ts";
import { bytesOf, textOf } from "./text.ts";

/** Text goes to Lua as bytes: a JavaScript string as UTF-8. Numbers are floats. */
export type NativeValue = undefined | boolean | number | string | Uint8Array;
export type NativeResults = readonly NativeValue[];

/** What a call that waits is at: the worker's time is counted by it. */
export type WaitKind = "receiving" | "sending" | "locking" | "sleeping" | "input";

/** Returned by a native call that has to wait. */
export interface Wait {
  readonly kind: WaitKind;
  /** Begins to wait; `done` is called once, at once or later, with the call's results. The answer gives up waiting. */
  begin(done: (results: NativeResults) => void): () => void;
}

/** A function that Lua programs can call. */
export type Native = (call: NativeCall) => NativeResults | Wait;

/** The `nil, code, message` that natives return on failure. */
export function failure(code: ErrorCode, message: string): NativeResults {
  return [undefined, code, message];
}

/** The arguments of one native call, numbered from 1. The readers raise Lua's "bad argument" errors. */
export class NativeCall {
  private readonly L: LuaState;

  constructor(L: LuaState) {
    this.L = L;
  }

  get count(): number {
    return lua.lua_gettop(this.L);
  }

  bytes(index: number): Uint8Array {
    return lauxlib.luaL_checkstring(this.L, index);
  }

  text(index: number): string {
    return textOf(this.bytes(index));
  }

  number(index: number): number {
    return lauxlib.luaL_checknumber(this.L, index);
  }

  boolean(index: number): boolean {
    return lua.lua_toboolean(this.L, index);
  }

  /** Absent or nil: `otherwise`. */
  optionalNumber(index: number, otherwise: number): number {
    return lua.lua_type(this.L, index) <= 0 ? otherwise : this.number(index);
  }

  /** A table of strings; absent or nil: undefined. */
  optionalTexts(index: number): string[] | undefined {
    if (lua.lua_type(this.L, index) <= 0) return undefined;
    lauxlib.luaL_checktype(this.L, index, lua.LUA_TTABLE);
    const texts: string[] = [];
    for (let i = 1; i <= lua.lua_rawlen(this.L, index); i++) {
      lua.lua_rawgeti(this.L, index, i);
      const item = lua.lua_tolstring(this.L, -1);
      if (item === null) return this.refuse(index, "table of strings expected");
      texts.push(textOf(item));
      lua.lua_pop(this.L, 1);
    }
    return texts;
  }

  /** A table of numbers; absent or nil: none. */
  optionalNumbers(index: number): number[] {
    if (lua.lua_type(this.L, index) <= 0) return [];
    lauxlib.luaL_checktype(this.L, index, lua.LUA_TTABLE);
    const numbers: number[] = [];
    for (let i = 1; i <= lua.lua_rawlen(this.L, index); i++) {
      lua.lua_rawgeti(this.L, index, i);
      if (lua.lua_type(this.L, -1) !== lua.LUA_TNUMBER)
        return this.refuse(index, "table of numbers expected");
      numbers.push(lua.lua_tonumber(this.L, -1));
      lua.lua_pop(this.L, 1);
    }
    return numbers;
  }

  refuse(index: number, reason: string): never {
    return lauxlib.luaL_argerror(this.L, index, bytesOf(reason));
  }
}

export function pushValue(L: LuaState, value: NativeValue): void {
  if (value === undefined) lua.lua_pushnil(L);
  else if (typeof value === "boolean") lua.lua_pushboolean(L, value);
  else if (typeof value === "number") lua.lua_pushnumber(L, value);
  else lua.lua_pushstring(L, typeof value === "string" ? bytesOf(value) : value);
}

export function pushResults(L: LuaState, results: NativeResults): number {
  lua.lua_checkstack(L, results.length);
  for (const value of results) pushValue(L, value);
  return results.length;
}
