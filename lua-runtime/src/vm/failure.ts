import type { ErrorCode } from "#protocol";
import type { LuaState, LuaValue } from "./engine.ts";
import { lauxlib, lobject, lua, TAG } from "./fengari.ts";
import { bytesOf, textOf } from "./text.ts";

/** How a program failed, ready for the wire. */
export interface ProgramFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly traceback?: string | undefined;
}

/** The uncaught error that ended the thread. `on`: the state that may be used for looking at it. */
export function failureOf(on: LuaState, thread: LuaState): ProgramFailure {
  if (lua.lua_status(thread) === lua.LUA_ERRMEM)
    return { code: "out-of-memory", message: "not enough memory" };
  const error = thread.stack[thread.top - 1] as LuaValue;
  on.stack[on.top++] = new lobject.TValue(error.type, error.value);
  const failure = (error.type === TAG.table ? thrownObject(on) : undefined) ?? {
    code: "program-error",
    message: describe(on),
  };
  lua.lua_pop(on, 1);
  return failure;
}

/** TypeScriptToLua's Error: a table with name, message and stack. */
function thrownObject(thread: LuaState): ProgramFailure | undefined {
  const message = rawText(thread, "message");
  if (message === undefined) return undefined;
  const name = fieldText(thread, "name") ?? "Error";
  const traceback = rawText(thread, "stack")?.trim();
  return { code: "program-error", message: `${name}: ${message}`, traceback };
}

/** The name is inherited from the class: the steps up the metatables are taken without running Lua code. */
function fieldText(thread: LuaState, key: string, steps = 16): string | undefined {
  const own = rawText(thread, key);
  if (own !== undefined || steps === 0) return own;
  if (lauxlib.luaL_getmetafield(thread, -1, bytesOf("__index")) === lua.LUA_TNIL) return undefined;
  const inherited =
    lua.lua_type(thread, -1) === lua.LUA_TTABLE ? fieldText(thread, key, steps - 1) : undefined;
  lua.lua_pop(thread, 1);
  return inherited;
}

function rawText(thread: LuaState, key: string): string | undefined {
  lua.lua_pushstring(thread, bytesOf(key));
  lua.lua_rawget(thread, -2);
  const text = lua.lua_type(thread, -1) === lua.LUA_TSTRING ? lua.lua_tolstring(thread, -1) : null;
  const copy = text === null ? undefined : textOf(text);
  lua.lua_pop(thread, 1);
  return copy;
}

function describe(thread: LuaState): string {
  const kind = lua.lua_type(thread, -1);
  if (kind === lua.LUA_TSTRING || kind === lua.LUA_TNUMBER)
    return textOf(lua.lua_tolstring(thread, -1) ?? new Uint8Array(0));
  return `(error object is a ${textOf(lauxlib.luaL_typename(thread, -1))} value)`;
}
