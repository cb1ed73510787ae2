/** What the tests use of Fengari beyond the toolchain's own few calls. */
declare module "fengari" {
  interface AuxApi {
    luaL_newstate(): object;
    luaL_loadstring(state: object, text: Uint8Array): number;
    luaL_tolstring(state: object, index: number): Uint8Array;
  }
  interface LuaApi {
    readonly LUA_OK: number;
    lua_pushcfunction(state: object, call: (state: object) => number): void;
    lua_pushstring(state: object, text: Uint8Array): void;
    lua_setglobal(state: object, name: Uint8Array): void;
    lua_gettop(state: object): number;
    lua_pcall(state: object, params: number, results: number, handler: number): number;
    lua_tojsstring(state: object, index: number): string;
  }
  export const lauxlib: AuxApi;
  export const lua: LuaApi;
  export const lualib: { luaL_openlibs(state: object): void };
  export function to_luastring(text: string): Uint8Array;
  export function to_jsstring(text: Uint8Array): string;
}
