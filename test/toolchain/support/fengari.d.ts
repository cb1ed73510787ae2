/** What the tests use of Fengari beyond the toolchain's own few calls. */
declare module "fengari" {
  interface AuxApi {
    luaL_newstate(): object;
    luaL_loadstring(state: object, text: Uint8Array): number;
  }
  interface LuaApi {
    readonly LUA_OK: number;
    lua_pushstring(state: object, text: Uint8Array): void;
    lua_pushnumber(state: object, value: number): void;
    lua_pushvalue(state: object, index: number): void;
    lua_pop(state: object, count: number): void;
    lua_pcall(state: object, params: number, results: number, handler: number): number;
    lua_tojsstring(state: object, index: number): string;
  }
  export const lauxlib: AuxApi;
  export const lua: LuaApi;
  export const lualib: { luaL_openlibs(state: object): void };
  export function to_luastring(text: string): Uint8Array;
}
