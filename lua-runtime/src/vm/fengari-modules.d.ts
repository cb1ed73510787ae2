// The modules of Fengari that we use: its public API and the three internal ones that hold values.
declare module "fengari/src/defs.js" {
  const defs: {
    readonly constant_types: Readonly<Record<import("./engine.ts").TagName, number>>;
  };
  export default defs;
}
declare module "fengari/src/lua.js" {
  const lua: import("./engine.ts").LuaApi;
  export default lua;
}
declare module "fengari/src/lauxlib.js" {
  const lauxlib: import("./engine.ts").AuxApi;
  export default lauxlib;
}
declare module "fengari/src/lualib.js" {
  const lualib: Readonly<Record<`luaopen_${string}`, import("./engine.ts").CFunction>>;
  export default lualib;
}
declare module "fengari/src/ldo.js" {
  const ldo: { luaD_throw(L: import("./engine.ts").LuaState, status: number): never };
  export default ldo;
}
declare module "fengari/src/lfunc.js" {
  const lfunc: { readonly Proto: { readonly prototype: object } };
  export default lfunc;
}
declare module "fengari/src/lstring.js" {
  const lstring: import("./engine.ts").StringModule;
  export default lstring;
}
declare module "fengari/src/ltable.js" {
  const ltable: import("./engine.ts").TableModule;
  export default ltable;
}
declare module "fengari/src/lobject.js" {
  const lobject: import("./engine.ts").ObjectModule;
  export default lobject;
}
declare module "fengari/src/lopcodes.js" {
  const lopcodes: { readonly OpCodesI: Readonly<Record<string, number>> };
  export default lopcodes;
}
