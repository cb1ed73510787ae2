/** `__vnetos.encode` and `__vnetos.decode`: between Lua values and JSON text, without a JavaScript value between. */
import type { CFunction, LuaState, LuaValue } from "../engine.ts";
import { lauxlib, lua } from "../fengari.ts";
import { pushText } from "../library/quick-table.ts";
import type { MemoryBudget } from "../memory/memory-budget.ts";
import { chargeWork } from "../memory/meter.ts";
import { failure, pushResults } from "../native-call.ts";
import { decodeJson } from "./json-decode.ts";
import { encodeJson, JsonRefusal } from "./json-encode.ts";

export function encodeFunction(memory: MemoryBudget): CFunction {
  const grow = (bytes: number) => memory.require(bytes);
  return (L) => {
    lauxlib.luaL_checkany(L, 1);
    lua.lua_settop(L, 1);
    return refusalsOf(L, "bad-request", () => {
      const text = encodeJson(L, L.stack[L.top - 1] as LuaValue, grow);
      chargeWork(text.length >> 3);
      pushText(L, text);
    });
  };
}

export function decodeFunction(L: LuaState): number {
  const text = lauxlib.luaL_checkstring(L, 1);
  lua.lua_settop(L, 2);
  const adopt = lua.lua_isnil(L, 2) ? undefined : (L.stack[L.top - 1] as LuaValue);
  return refusalsOf(L, "bad-json", () => {
    chargeWork(text.length >> 3);
    L.stack[L.top] = decodeJson(L, text, adopt);
    L.top++;
  });
}

function refusalsOf(L: LuaState, code: "bad-json" | "bad-request", work: () => void): number {
  try {
    work();
    return 1;
  } catch (thrown) {
    if (!(thrown instanceof JsonRefusal)) throw thrown;
    return pushResults(L, failure(code, thrown.message));
  }
}
