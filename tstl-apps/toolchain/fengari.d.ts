/** What we use of Fengari, which has no types of its own. */
declare module "fengari" {
  type LuaState = object;
  type LuaBytes = Uint8Array;
  export const lauxlib: {
    luaL_newstate(): LuaState;
    luaL_loadbufferx(
      state: LuaState,
      text: LuaBytes,
      length: number,
      name: LuaBytes,
      mode: LuaBytes,
    ): number;
  };
  export const lua: {
    readonly LUA_OK: number;
    lua_tojsstring(state: LuaState, index: number): string;
    lua_topointer(state: LuaState, index: number): unknown;
    lua_close(state: LuaState): void;
  };
  export function to_luastring(text: string): LuaBytes;
}
