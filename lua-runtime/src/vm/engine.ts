/** Types of what we touch inside Fengari. Nothing outside this folder sees them. */

export type TagName =
  | "LUA_TNIL"
  | "LUA_TBOOLEAN"
  | "LUA_TNUMFLT"
  | "LUA_TNUMINT"
  | "LUA_TSTRING"
  | "LUA_TLNGSTR"
  | "LUA_TTABLE"
  | "LUA_TLCL"
  | "LUA_TCCL"
  | "LUA_TUSERDATA"
  | "LUA_TTHREAD";

export interface LuaString {
  readonly realstring: Uint8Array;
}

export interface LuaValue {
  type: number;
  value: unknown;
}

export interface TableEntry {
  readonly key: LuaValue;
  readonly value: LuaValue;
  readonly n: TableEntry | undefined;
}

export interface LuaTable {
  readonly f: TableEntry | undefined;
  readonly strong: Map<unknown, TableEntry>;
  readonly metatable: LuaTable | null;
}

export interface Instruction {
  readonly opcode: number;
  readonly A: number;
  readonly B: number;
  readonly C: number;
}

export interface Prototype {
  readonly k: readonly LuaValue[];
  readonly p: readonly Prototype[];
  readonly code: readonly Instruction[];
  readonly lineinfo: readonly number[];
  readonly upvalues: readonly unknown[];
  readonly locvars: readonly unknown[];
}

export interface LuaClosure {
  readonly p: Prototype;
  readonly upvals: readonly LuaValue[];
}

export interface NativeClosure {
  readonly f: CFunction;
  readonly upvalue: readonly LuaValue[];
}

export interface CallInfo {
  readonly callstatus: number;
  readonly l_code: readonly Instruction[];
  readonly l_savedpc: number;
  readonly l_base: number;
  readonly next: CallInfo | null;
  readonly previous: CallInfo | null;
}

export interface LuaState {
  readonly l_G: { readonly l_registry: LuaValue; readonly mt: readonly (LuaTable | null)[] };
  readonly stack: LuaValue[];
  readonly base_ci: CallInfo;
  readonly ci: CallInfo;
  top: number;
  nCcalls: number;
  allowhook: number;
  hookcount: number;
  basehookcount: number;
}

export type CFunction = (L: LuaState) => number;
export type Continuation = (L: LuaState, status: number, context: unknown) => number;
/** What Fengari calls from the count hook; the second argument is the debug record. */
export type Hook = (L: LuaState) => void;

export interface LuaApi {
  readonly LUA_OK: 0;
  readonly LUA_YIELD: 1;
  readonly LUA_ERRMEM: 4;
  readonly LUA_MULTRET: -1;
  readonly LUA_MASKCOUNT: number;
  readonly LUA_REGISTRYINDEX: number;
  readonly LUA_TNONE: number;
  readonly LUA_TNIL: number;
  readonly LUA_TBOOLEAN: number;
  readonly LUA_TNUMBER: number;
  readonly LUA_TSTRING: number;
  readonly LUA_TTABLE: number;
  readonly LUA_TFUNCTION: number;
  readonly LUA_TTHREAD: number;
  lua_atnativeerror(L: LuaState, handler: CFunction): unknown;
  lua_call(L: LuaState, n: number, results: number): void;
  lua_callk(L: LuaState, n: number, results: number, context: unknown, k: Continuation): void;
  lua_checkstack(L: LuaState, n: number): boolean;
  lua_compare(L: LuaState, a: number, b: number, op: number): boolean;
  lua_concat(L: LuaState, n: number): void;
  lua_createtable(L: LuaState, array: number, records: number): void;
  lua_error(L: LuaState): never;
  lua_getfield(L: LuaState, index: number, name: Uint8Array): number;
  lua_getmetatable(L: LuaState, index: number): boolean;
  lua_getstack(L: LuaState, level: number, record: object): number;
  lua_gettop(L: LuaState): number;
  lua_insert(L: LuaState, index: number): void;
  lua_isinteger(L: LuaState, index: number): boolean;
  lua_isnil(L: LuaState, index: number): boolean;
  lua_isyieldable(L: LuaState): boolean;
  lua_newstate(): LuaState;
  lua_newthread(L: LuaState): LuaState;
  lua_pcallk(
    L: LuaState,
    n: number,
    results: number,
    handler: number,
    context: unknown,
    k: Continuation,
  ): number;
  lua_pop(L: LuaState, n: number): void;
  lua_pushboolean(L: LuaState, value: boolean): void;
  lua_pushcclosure(L: LuaState, f: CFunction, upvalues: number): void;
  lua_pushcfunction(L: LuaState, f: CFunction): void;
  lua_pushglobaltable(L: LuaState): void;
  lua_pushinteger(L: LuaState, value: number): void;
  lua_pushlightuserdata(L: LuaState, value: unknown): void;
  lua_pushliteral(L: LuaState, text: string): void;
  lua_pushnil(L: LuaState): void;
  lua_pushnumber(L: LuaState, value: number): void;
  lua_pushstring(L: LuaState, text: Uint8Array): void;
  lua_pushthread(L: LuaState): boolean;
  lua_pushvalue(L: LuaState, index: number): void;
  lua_rawgeti(L: LuaState, index: number, n: number): number;
  lua_rawlen(L: LuaState, index: number): number;
  lua_rawget(L: LuaState, index: number): number;
  lua_rawset(L: LuaState, index: number): void;
  lua_rawseti(L: LuaState, index: number, n: number): void;
  lua_remove(L: LuaState, index: number): void;
  lua_replace(L: LuaState, index: number): void;
  lua_resume(L: LuaState, from: LuaState | null, n: number): number;
  lua_rotate(L: LuaState, index: number, n: number): void;
  lua_setfield(L: LuaState, index: number, name: Uint8Array): void;
  lua_sethook(L: LuaState, hook: Hook | null, mask: number, count: number): void;
  lua_setupvalue(L: LuaState, index: number, n: number): Uint8Array | null;
  lua_settop(L: LuaState, top: number): void;
  lua_status(L: LuaState): number;
  lua_toboolean(L: LuaState, index: number): boolean;
  lua_tolstring(L: LuaState, index: number): Uint8Array | null;
  lua_tonumber(L: LuaState, index: number): number;
  lua_tointegerx(L: LuaState, index: number): number | false;
  lua_tothread(L: LuaState, index: number): LuaState | null;
  lua_touserdata(L: LuaState, index: number): unknown;
  lua_type(L: LuaState, index: number): number;
  lua_upvalueindex(n: number): number;
  lua_xmove(from: LuaState, to: LuaState, n: number): void;
  lua_yield(L: LuaState, n: number): void;
  lua_yieldk(L: LuaState, n: number, context: unknown, k: Continuation): number;
  readonly lua_Debug: new () => object;
}

export interface AuxApi {
  luaL_argcheck(L: LuaState, ok: boolean, argument: number, message: Uint8Array): void;
  luaL_argerror(L: LuaState, argument: number, message: Uint8Array): never;
  luaL_checkany(L: LuaState, index: number): void;
  luaL_checkinteger(L: LuaState, index: number): number;
  luaL_checknumber(L: LuaState, index: number): number;
  luaL_checkstring(L: LuaState, index: number): Uint8Array;
  luaL_checktype(L: LuaState, index: number, type: number): void;
  luaL_error(L: LuaState, format: Uint8Array, ...values: unknown[]): never;
  luaL_getmetafield(L: LuaState, index: number, name: Uint8Array): number;
  luaL_loadbufferx(
    L: LuaState,
    text: Uint8Array,
    size: number,
    name: Uint8Array,
    mode: Uint8Array,
  ): number;
  luaL_optinteger(L: LuaState, index: number, otherwise: number): number;
  luaL_optstring(L: LuaState, index: number, otherwise: Uint8Array): Uint8Array;
  luaL_requiref(L: LuaState, name: Uint8Array, open: CFunction, global: number): void;
  luaL_tolstring(L: LuaState, index: number): Uint8Array;
  luaL_traceback(L: LuaState, of: LuaState, message: Uint8Array | null, level: number): void;
  luaL_typename(L: LuaState, index: number): Uint8Array;
  luaL_where(L: LuaState, level: number): void;
}

export interface StringModule {
  readonly TString: { readonly prototype: object };
  luaS_bless(L: LuaState, text: Uint8Array): LuaString;
}

export interface TableModule {
  readonly Table: { readonly prototype: object };
  luaH_new(L: LuaState): LuaTable;
  luaH_setint(table: LuaTable, key: number, value: LuaValue): void;
  luaH_setfrom(L: LuaState, table: LuaTable, key: LuaValue, value: LuaValue): void;
  luaH_getn(table: LuaTable): number;
  luaH_getint(table: LuaTable, key: number): LuaValue;
  luaH_getstr(table: LuaTable, key: LuaString): LuaValue;
}

export interface ObjectModule {
  /** Called through the module's object, so that it can be replaced. Answers 0 when the text is no number. */
  luaO_str2num(text: Uint8Array, into: LuaValue): number;
  readonly TValue: {
    new (type: number, value: unknown): LuaValue;
    readonly prototype: object;
  };
  readonly LClosure: {
    new (L: LuaState, upvalues: number): { p: Prototype; readonly upvals: LuaValue[] };
    readonly prototype: object;
  };
  readonly CClosure: { readonly prototype: object };
}
