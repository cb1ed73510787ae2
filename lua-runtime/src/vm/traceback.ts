import type { LuaState } from "./engine.ts";
import { lauxlib, lua } from "./fengari.ts";
import { textOf } from "./text.ts";

interface SuspendedCall {
  funcOff: number;
  func: unknown;
  readonly extra: number;
}

/** Fengari hides the function of a suspended thread's last call; a traceback needs it. */
export function withFunctionShown<T>(thread: LuaState, work: () => T): T {
  if (lua.lua_status(thread) !== lua.LUA_YIELD) return work();
  const call = thread.ci as unknown as SuspendedCall;
  const { funcOff, func } = call;
  call.funcOff = call.extra;
  call.func = thread.stack[call.extra];
  try {
    return work();
  } finally {
    call.funcOff = funcOff;
    call.func = func;
  }
}

/** Where the thread is: running, suspended or ended by an error. `on`: the state that may be used for making it. */
export function tracebackOf(thread: LuaState, on: LuaState = thread): string {
  return withFunctionShown(thread, () => {
    lauxlib.luaL_traceback(on, thread, null, 0);
    const text = textOf(lua.lua_tolstring(on, -1) ?? new Uint8Array(0));
    lua.lua_pop(on, 1);
    return text;
  });
}
