import type { CFunction, LuaState } from "../engine.ts";
import { lauxlib, lua } from "../fengari.ts";

/** Answer of a quick way that is not for these arguments; it must have left the stack as it was. */
export const DECLINED = -1;

/**
 * Lua's `native.first(name, slow)`: a function that tries the quick way of that name and calls the Lua function
 * `slow` with the same arguments when it declines. `slow` may be suspended.
 */
export function firstOf(quick: Readonly<Record<string, CFunction>>): CFunction {
  return (L) => {
    const name = String.fromCharCode(...lauxlib.luaL_checkstring(L, 1));
    const way = quick[name];
    if (!way) return lauxlib.luaL_argerror(L, 1, lauxlib.luaL_checkstring(L, 1));
    lua.lua_pushvalue(L, 2);
    lua.lua_pushcclosure(L, (caller) => attempt(caller, way), 1);
    return 1;
  };
}

function attempt(L: LuaState, way: CFunction): number {
  const results = way(L);
  if (results !== DECLINED) return results;
  const count = lua.lua_gettop(L);
  lua.lua_pushvalue(L, lua.lua_upvalueindex(1));
  lua.lua_insert(L, 1);
  lua.lua_callk(L, count, lua.LUA_MULTRET, 0, lua.lua_gettop);
  return lua.lua_gettop(L);
}
