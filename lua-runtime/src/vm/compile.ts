import type { LuaClosure, LuaState, LuaValue, Prototype } from "./engine.ts";
import { lauxlib, lobject, lua, TAG } from "./fengari.ts";
import { installAccessors } from "./memory/accessors.ts";
import { bytesOf, textOf } from "./text.ts";

const compiled = new WeakMap<Uint8Array, Prototype>();

/**
 * Compiles a Lua text; the answer is what is wrong with it, or the function's prototype. Prototypes are never
 * written to, so that VMs can share them: the same array of text is compiled once.
 */
export function compile(text: Uint8Array, name: string): Prototype | string {
  installAccessors();
  const known = compiled.get(text);
  if (known) return known;
  const L = lua.lua_newstate();
  const status = lauxlib.luaL_loadbufferx(L, text, text.length, bytesOf(`=${name}`), bytesOf("t"));
  if (status !== lua.LUA_OK) return textOf(lua.lua_tolstring(L, -1) ?? bytesOf("does not load"));
  const { p } = (L.stack[L.top - 1] as LuaValue).value as LuaClosure;
  compiled.set(text, p);
  return p;
}

/** Pushes a function of the prototype of a chunk; its one upvalue is the state's globals. */
export function pushChunk(L: LuaState, prototype: Prototype): void {
  lua.lua_pushglobaltable(L);
  const globals = L.stack[L.top - 1] as LuaValue;
  const closure = new lobject.LClosure(L, 1);
  closure.p = prototype;
  closure.upvals[0] = new lobject.TValue(globals.type, globals.value);
  L.stack[L.top - 1] = new lobject.TValue(TAG.luaFunction, closure);
}
