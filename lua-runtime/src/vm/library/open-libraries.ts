import { compile, pushChunk } from "../compile.ts";
import type { CFunction, LuaState } from "../engine.ts";
import { lauxlib, lua, lualib } from "../fengari.ts";
import { watchPatterns } from "../memory/accessors.ts";
import type { MemoryBudget } from "../memory/memory-budget.ts";
import { bytesOf } from "../text.ts";
import { withFunctionShown } from "../traceback.ts";
import {
  collectGarbage,
  loadText,
  quickLoad,
  quickPrint,
  quickToString,
  stringer,
} from "./base.ts";
import { type CoroutineHost, coroutineLibrary } from "./coroutine.ts";
import { firstOf } from "./first.ts";
import { formatWith } from "./format.ts";
import { PRELUDE } from "./prelude.ts";
import { pcall, xpcall } from "./protected-call.ts";
import { boundedSlice, findWith, packWith, quickGsub, repeatWith } from "./quick-string.ts";
import {
  MOST_VALUES,
  quickConcat,
  quickInsert,
  quickRemove,
  quickSort,
  quickUnpack,
} from "./quick-table.ts";

export interface LibraryHost extends CoroutineHost {
  readonly memory: MemoryBudget;
  /** `print` has made a line. */
  print(line: Uint8Array): void;
}

/** The libraries that a program may have: none reaches the host, each is bounded in time and memory. */
export function openLibraries(L: LuaState, host: LibraryHost): void {
  for (const [name, open] of OPENED) lauxlib.luaL_requiref(L, bytesOf(name), open, 1);
  lua.lua_settop(L, 0);
  const original = originals(L);
  removeUnsafe(L);
  setFunctions(L, "_G", { pcall, xpcall, collectgarbage: collectGarbage(host.memory) });
  setFunctions(L, "coroutine", coroutineLibrary(host));
  setFunctions(L, "string", strings(host.memory, original));
  setFunctions(L, "utf8", { codepoint: boundedSlice(original("utf8", "codepoint"), (i) => i) });
  openTraceback(L);
  runPrelude(L, host, original);
}

const OPENED: readonly (readonly [string, CFunction])[] = [
  ["_G", lualib.luaopen_base],
  ["table", lualib.luaopen_table],
  ["string", lualib.luaopen_string],
  ["math", lualib.luaopen_math],
  ["utf8", lualib.luaopen_utf8],
  ["coroutine", newLibrary],
  ["debug", newLibrary],
] as readonly (readonly [string, CFunction])[];

function newLibrary(L: LuaState): number {
  lua.lua_createtable(L, 0, 0);
  return 1;
}

type Originals = (library: string, name: string) => CFunction;

/** Fengari's own functions, for those that only want a guard before them. */
function originals(L: LuaState): Originals {
  return (library, name) => {
    pushLibrary(L, library);
    lua.lua_getfield(L, -1, bytesOf(name));
    const value = L.stack[L.top - 1]?.value;
    lua.lua_pop(L, 2);
    if (typeof value !== "function") throw new Error(`Fengari has no ${library}.${name}`);
    return value as CFunction;
  };
}

function pushLibrary(L: LuaState, library: string): void {
  lua.lua_pushglobaltable(L);
  if (library === "_G") return;
  lua.lua_getfield(L, -1, bytesOf(library));
  lua.lua_remove(L, -2);
}

function removeUnsafe(L: LuaState): void {
  for (const [library, name] of [
    ["_G", "dofile"],
    ["_G", "loadfile"],
    ["string", "dump"],
  ] as const) {
    pushLibrary(L, library);
    lua.lua_pushnil(L);
    lua.lua_setfield(L, -2, bytesOf(name));
    lua.lua_pop(L, 1);
  }
}

function setFunctions(L: LuaState, library: string, functions: Record<string, CFunction>): void {
  pushLibrary(L, library);
  for (const [name, f] of Object.entries(functions)) {
    lua.lua_pushcfunction(L, f);
    lua.lua_setfield(L, -2, bytesOf(name));
  }
  lua.lua_pop(L, 1);
}

function strings(memory: MemoryBudget, original: Originals): Record<string, CFunction> {
  const findPattern = original("string", "find");
  return {
    byte: boundedSlice(original("string", "byte"), (first) => first),
    find: findWith(findPattern),
    format: formatWith(memory),
    pack: packWith(memory, original("string", "pack")),
    rep: repeatWith(memory),
  };
}

const TRACEBACK_LEVEL = 1;

/** `debug.traceback` and nothing else of `debug`. */
function openTraceback(L: LuaState): void {
  const traceback: CFunction = (caller) => {
    const thread = lua.lua_tothread(caller, 1);
    const at = thread ? 1 : 0;
    const kind = lua.lua_type(caller, at + 1);
    if (kind > lua.LUA_TNIL && kind !== lua.LUA_TSTRING && kind !== lua.LUA_TNUMBER) {
      lua.lua_pushvalue(caller, at + 1);
      return 1;
    }
    const message = kind <= lua.LUA_TNIL ? null : lua.lua_tolstring(caller, at + 1);
    const level = lauxlib.luaL_optinteger(caller, at + 2, thread ? 0 : TRACEBACK_LEVEL);
    withFunctionShown(thread ?? caller, () =>
      lauxlib.luaL_traceback(caller, thread ?? caller, message, level),
    );
    return 1;
  };
  setFunctions(L, "debug", { traceback });
}

const PRELUDE_TEXT = bytesOf(PRELUDE);

function runPrelude(L: LuaState, host: LibraryHost, original: Originals): void {
  const gsub = original("string", "gsub");
  const prelude = compile(PRELUDE_TEXT, "(lib)");
  if (typeof prelude === "string") throw new Error(`prelude: ${prelude}`);
  pushChunk(L, prelude);
  pushNative(L, host, gsub);
  lua.lua_callk(L, 1, 0, 0, null as never);
  watchPatterns(() => tryPattern(L, original("string", "find")));
}

function pushNative(L: LuaState, host: LibraryHost, gsub: CFunction): void {
  const concat = quickConcat(host.memory);
  const quick = {
    sort: quickSort,
    insert: quickInsert,
    remove: quickRemove,
    unpack: quickUnpack,
    concat,
    gsub: quickGsub(gsub),
    load: quickLoad,
    print: quickPrint(host.memory, host.print),
    tostring: quickToString,
  };
  const native: Record<string, CFunction> = {
    first: firstOf(quick),
    concat,
    unpack: quickUnpack,
    integer,
    load: loadText,
    stringer,
    print: (caller) => {
      host.print(lauxlib.luaL_checkstring(caller, 1).slice());
      return 0;
    },
  };
  lua.lua_createtable(L, 0, 0);
  for (const [name, f] of Object.entries(native)) {
    lua.lua_pushcfunction(L, f);
    lua.lua_setfield(L, -2, bytesOf(name));
  }
  lua.lua_pushinteger(L, MOST_VALUES);
  lua.lua_setfield(L, -2, bytesOf("most"));
}

function integer(L: LuaState): number {
  lua.lua_pushinteger(L, lauxlib.luaL_checkinteger(L, 1));
  return 1;
}

function tryPattern(L: LuaState, find: CFunction): void {
  lua.lua_pushcfunction(L, find);
  lua.lua_pushliteral(L, "a");
  lua.lua_pushliteral(L, "a+");
  lua.lua_callk(L, 2, 0, 0, null as never);
}
