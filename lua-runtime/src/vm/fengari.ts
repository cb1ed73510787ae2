/** The one door to Fengari (Lua 5.3 in JavaScript). `defs.js` has to come first: the modules import each other in a ring. */

import defs from "fengari/src/defs.js";
import lauxlib from "fengari/src/lauxlib.js";
import ldo from "fengari/src/ldo.js";
import lfunc from "fengari/src/lfunc.js";
import lobject from "fengari/src/lobject.js";
import lopcodes from "fengari/src/lopcodes.js";
import lstring from "fengari/src/lstring.js";
import ltable from "fengari/src/ltable.js";
import lua from "fengari/src/lua.js";
import lualib from "fengari/src/lualib.js";

export { lauxlib, ldo, lfunc, lobject, lopcodes, lstring, ltable, lua, lualib };

const tags = defs.constant_types;

/** Type tags of values, with their variants. */
export const TAG = {
  nil: tags.LUA_TNIL,
  boolean: tags.LUA_TBOOLEAN,
  float: tags.LUA_TNUMFLT,
  integer: tags.LUA_TNUMINT,
  /** Fengari makes long strings only, but reads both. */
  string: tags.LUA_TSTRING,
  longString: tags.LUA_TLNGSTR,
  table: tags.LUA_TTABLE,
  luaFunction: tags.LUA_TLCL,
  nativeClosure: tags.LUA_TCCL,
  userdata: tags.LUA_TUSERDATA,
  thread: tags.LUA_TTHREAD,
} as const;

/** CallInfo.callstatus: the call runs a Lua function. */
export const CALL_IS_LUA = 1 << 1;
