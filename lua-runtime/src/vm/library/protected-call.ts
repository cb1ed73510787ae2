/** `pcall` and `xpcall`: as Fengari's, but count hooks go on after an error (Fengari leaves them off for good). */
import type { LuaState } from "../engine.ts";
import { lauxlib, lua } from "../fengari.ts";

export function pcall(L: LuaState): number {
  lauxlib.luaL_checkany(L, 1);
  lua.lua_pushboolean(L, true);
  lua.lua_insert(L, 1);
  const status = lua.lua_pcallk(L, lua.lua_gettop(L) - 2, lua.LUA_MULTRET, 0, 0, finish);
  return finish(L, status, 0);
}

export function xpcall(L: LuaState): number {
  const count = lua.lua_gettop(L);
  lauxlib.luaL_checktype(L, 2, lua.LUA_TFUNCTION);
  lua.lua_pushboolean(L, true);
  lua.lua_pushvalue(L, 1);
  lua.lua_rotate(L, 3, 2);
  // The stack is now: f, handler, true, f, arguments. The first two are not results.
  const status = lua.lua_pcallk(L, count - 2, lua.LUA_MULTRET, 2, 2, finish);
  return finish(L, status, 2);
}

function finish(L: LuaState, status: number, extra: unknown): number {
  if (status === lua.LUA_OK || status === lua.LUA_YIELD) return lua.lua_gettop(L) - Number(extra);
  L.allowhook = 1;
  lua.lua_pushboolean(L, false);
  lua.lua_pushvalue(L, -2);
  return 2;
}
