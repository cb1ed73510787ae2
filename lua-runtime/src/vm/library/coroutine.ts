/**
 * The coroutine library. Unlike Fengari's, a coroutine that is suspended from the inside (its slice is over, or a
 * native call waits) suspends all coroutines around it too, and the program's thread; later they go on as if
 * nothing had happened.
 */
import type { CFunction, LuaState, LuaValue } from "../engine.ts";
import { lauxlib, lobject, lua } from "../fengari.ts";
import { charge } from "../memory/meter.ts";
import { NEW_THREAD_BYTES } from "../memory/model.ts";
import type { Preemption } from "../preemption.ts";
import { bytesOf } from "../text.ts";

export interface CoroutineHost {
  readonly control: Preemption;
  /** The thread that runs the program: what Lua calls the main one. */
  readonly program: LuaState;
  /** A coroutine has ended by an error; its message is on top of its stack. */
  onFailure(coroutine: LuaState): void;
}

export function coroutineLibrary(host: CoroutineHost): Record<string, CFunction> {
  return {
    create,
    close,
    isyieldable: (L) => pushBoolean(L, L !== host.program && lua.lua_isyieldable(L)),
    resume: (L) => resume(host, L),
    running: (L) => {
      lua.lua_pushthread(L);
      lua.lua_pushboolean(L, L === host.program);
      return 2;
    },
    status: (L) => {
      lua.lua_pushliteral(L, statusOf(L, coroutineAt(L, 1)));
      return 1;
    },
    wrap: (L) => {
      create(L);
      lua.lua_pushcclosure(L, (caller) => callWrapped(host, caller), 1);
      return 1;
    },
    yield: (L) => {
      if (L === host.program) raise(L, "attempt to yield from outside a coroutine");
      return lua.lua_yieldk(L, lua.lua_gettop(L), 0, null as never);
    },
  };
}

function create(L: LuaState): number {
  lauxlib.luaL_checktype(L, 1, lua.LUA_TFUNCTION);
  charge(NEW_THREAD_BYTES);
  const thread = lua.lua_newthread(L);
  lua.lua_pushvalue(L, 1);
  lua.lua_xmove(L, thread, 1);
  return 1;
}

function resume(host: CoroutineHost, L: LuaState): number {
  const thread = coroutineAt(L, 1);
  return run(host, L, thread, lua.lua_gettop(L) - 1, (count) => {
    lua.lua_pushboolean(L, count >= 0);
    const results = Math.abs(count);
    lua.lua_insert(L, -(results + 1));
    return results + 1;
  });
}

function callWrapped(host: CoroutineHost, L: LuaState): number {
  const thread = lua.lua_tothread(L, lua.lua_upvalueindex(1)) as LuaState;
  return run(host, L, thread, lua.lua_gettop(L), (count) => (count >= 0 ? count : passOn(L)));
}

/** The error of a wrapped coroutine goes to the caller; a text tells from where. */
function passOn(L: LuaState): never {
  if (lua.lua_type(L, -1) === lua.LUA_TSTRING) {
    lauxlib.luaL_where(L, 1);
    lua.lua_insert(L, -2);
    lua.lua_concat(L, 2);
  }
  return lua.lua_error(L);
}

/** `done` gets the number of results on L's stack, or -1 for an error message there. */
type Done = (count: number) => number;

function run(
  host: CoroutineHost,
  L: LuaState,
  thread: LuaState,
  count: number,
  done: Done,
): number {
  const obstacle = cannotResume(L, thread, count);
  if (obstacle !== undefined) {
    lua.lua_pushliteral(L, obstacle);
    return done(-1);
  }
  lua.lua_xmove(L, thread, count);
  return step(host, L, thread, count, done);
}

function cannotResume(L: LuaState, thread: LuaState, count: number): string | undefined {
  const status = statusOf(L, thread);
  if (status === "dead") return "cannot resume dead coroutine";
  if (status !== "suspended") return "cannot resume non-suspended coroutine";
  return lua.lua_checkstack(thread, count) ? undefined : "too many arguments to resume";
}

function step(
  host: CoroutineHost,
  L: LuaState,
  thread: LuaState,
  count: number,
  done: Done,
): number {
  const status = host.control.resume(thread, L, count);
  if (status === lua.LUA_YIELD && host.control.suspension !== undefined)
    return lua.lua_yieldk(L, 0, 0, () => step(host, L, thread, 0, done));
  if (status === lua.LUA_OK || status === lua.LUA_YIELD) return done(takeResults(L, thread));
  host.onFailure(thread);
  copyError(thread, L);
  return done(-1);
}

function takeResults(L: LuaState, thread: LuaState): number {
  const count = lua.lua_gettop(thread);
  if (!lua.lua_checkstack(L, count + 1)) {
    lua.lua_pop(thread, count);
    lua.lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lua.lua_xmove(thread, L, count);
  return count;
}

/** The thread keeps its error message, for `close`. */
function copyError(thread: LuaState, L: LuaState): void {
  const error = thread.stack[thread.top - 1] as LuaValue;
  L.stack[L.top++] = new lobject.TValue(error.type, error.value);
}

function close(L: LuaState): number {
  const thread = coroutineAt(L, 1);
  const status = statusOf(L, thread);
  if (status !== "suspended" && status !== "dead") raise(L, `cannot close a ${status} coroutine`);
  const failed = lua.lua_status(thread) > lua.LUA_YIELD;
  lua.lua_pushboolean(L, !failed);
  if (failed) copyError(thread, L);
  discard(thread);
  return failed ? 2 : 1;
}

/** Leaves a thread as one whose function has returned. */
function discard(thread: LuaState): void {
  const dead = thread as unknown as { ci: unknown; base_ci: { next: unknown }; status: number };
  dead.ci = thread.base_ci;
  dead.base_ci.next = null;
  dead.status = lua.LUA_OK;
  thread.stack.length = Math.min(thread.stack.length, 40);
  (thread as unknown as { stack_last: number }).stack_last = thread.stack.length - 5;
  for (let i = 1; i < thread.stack.length; i++) delete thread.stack[i];
  thread.top = 1;
}

function statusOf(L: LuaState, thread: LuaState): string {
  if (L === thread) return "running";
  const status = lua.lua_status(thread);
  if (status === lua.LUA_YIELD) return "suspended";
  if (status !== lua.LUA_OK) return "dead";
  if (lua.lua_getstack(thread, 0, new lua.lua_Debug())) return "normal";
  return lua.lua_gettop(thread) === 0 ? "dead" : "suspended";
}

function coroutineAt(L: LuaState, index: number): LuaState {
  const thread = lua.lua_tothread(L, index);
  return thread ?? lauxlib.luaL_argerror(L, index, bytesOf("coroutine expected"));
}

function pushBoolean(L: LuaState, value: boolean): number {
  lua.lua_pushboolean(L, value);
  return 1;
}

function raise(L: LuaState, message: string): never {
  return lauxlib.luaL_error(L, bytesOf("%s"), bytesOf(message));
}
