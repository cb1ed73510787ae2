import type { WireError } from "#protocol";
import { compile, pushChunk } from "./compile.ts";
import type { CFunction, LuaState } from "./engine.ts";
import { failureOf, type ProgramFailure } from "./failure.ts";
import { lauxlib, lua } from "./fengari.ts";
import { decodeFunction, encodeFunction } from "./json/json-library.ts";
import { openLibraries } from "./library/open-libraries.ts";
import { installAccessors } from "./memory/accessors.ts";
import { MemoryBudget } from "./memory/memory-budget.ts";
import { runMetered } from "./memory/meter.ts";
import {
  type Native,
  NativeCall,
  type NativeResults,
  type NativeValue,
  pushResults,
  pushValue,
  type Wait,
} from "./native-call.ts";
import { Preemption } from "./preemption.ts";
import { bytesOf } from "./text.ts";
import { tracebackOf } from "./traceback.ts";

/** What a program finds in the table `__vnetos`: functions, values, lists of values. */
export type NativeTable = Readonly<Record<string, Native | NativeValue | readonly NativeValue[]>>;

export interface VmOptions {
  /** Monotonic clock, ms. */
  readonly now: () => number;
  readonly memoryBytes: number;
  readonly natives: NativeTable;
  /** `print` has made a line (without its newline). */
  readonly print: (line: Uint8Array) => void;
}

/**
 *   ready -> run(): preempted -> run() -> … -> ended
 *                   waiting   -> answer(), run() -> …
 *                   failed
 */
export type VmStep =
  | { readonly kind: "preempted" }
  | { readonly kind: "waiting"; readonly wait: Wait }
  | { readonly kind: "ended" }
  | { readonly kind: "failed"; readonly error: ProgramFailure };

/** One Lua state that runs one program, in slices, within a memory budget. To kill it, stop calling `run`. */
export class LuaVm {
  readonly memory: MemoryBudget;

  private readonly state: LuaState;
  private readonly program: LuaState;
  private readonly control: Preemption;
  private wait: Wait | undefined;
  private results: NativeResults = [];
  /** The last coroutine that ended by an error: the program may die of the same. */
  private inner: LuaState | undefined;

  constructor(options: VmOptions) {
    installAccessors();
    this.control = new Preemption(options.now, options.memoryBytes);
    this.state = lua.lua_newstate();
    this.memory = new MemoryBudget(this.state, options.memoryBytes, this.control);
    lua.lua_atnativeerror(this.state, nativeError);
    this.program = lua.lua_newthread(this.state);
    this.keepProgram();
    openLibraries(this.state, {
      control: this.control,
      program: this.program,
      memory: this.memory,
      print: options.print,
      onFailure: (coroutine) => {
        this.inner = coroutine;
      },
    });
    this.setNatives(options.natives);
    this.control.watch(this.program);
  }

  /** Compiles the program; the answer tells what is wrong with it. `name` appears in tracebacks. */
  load(text: Uint8Array, name: string, args: NativeResults = []): WireError | undefined {
    const prototype = compile(text, name);
    if (typeof prototype === "string") return { code: "program-refused", message: prototype };
    pushChunk(this.program, prototype);
    this.results = args;
    return undefined;
  }

  /** Runs until `deadline` (of the clock, ms), a wait, or the end. */
  run(deadline: number): VmStep {
    this.control.beginSlice(deadline);
    this.wait = undefined;
    return runMetered(this.memory, () => this.step());
  }

  /** What the native call that waits answers when the VM runs on. */
  answer(results: NativeResults): void {
    this.results = results;
  }

  /** The program ends with this error as soon as it can be stopped. */
  condemn(reason: WireError): void {
    this.control.condemn(reason);
  }

  private step(): VmStep {
    const fresh = lua.lua_status(this.program) === lua.LUA_OK;
    const status = this.control.resume(this.program, null, fresh ? this.pushArguments() : 0);
    const { doom, suspension } = this.control;
    if (doom) return this.failed({ ...doom });
    if (status === lua.LUA_OK) return { kind: "ended" };
    if (status !== lua.LUA_YIELD) return this.failed(failureOf(this.state, this.program));
    if (suspension === "waiting" && this.wait) return { kind: "waiting", wait: this.wait };
    return { kind: "preempted" };
  }

  private pushArguments(): number {
    const count = pushResults(this.program, this.results);
    this.results = [];
    return count;
  }

  private failed(error: ProgramFailure): VmStep {
    const traceback = error.traceback ?? this.control.whereDoomed ?? this.traceback(error.message);
    const refused = error.code === "out-of-memory" && !this.control.doom;
    const message = refused ? this.memory.refusal() : error.message;
    return { kind: "failed", error: { code: error.code, message, traceback } };
  }

  /** With the place inside a coroutine that the error came from, if it came from one. */
  private traceback(message: string): string {
    const own = tracebackOf(this.program, this.state);
    if (!this.inner) return own;
    const cause = failureOf(this.state, this.inner);
    return message.endsWith(cause.message) ? `${tracebackOf(this.inner, this.state)}\n${own}` : own;
  }

  /** The program's thread must be reachable, or it would not count. */
  private keepProgram(): void {
    lua.lua_setfield(this.state, lua.LUA_REGISTRYINDEX, bytesOf("vnetos.program"));
  }

  private setNatives(natives: NativeTable): void {
    const L = this.state;
    lua.lua_pushglobaltable(L);
    lua.lua_createtable(L, 0, 0);
    this.setField("encode", () => lua.lua_pushcfunction(L, encodeFunction(this.memory)));
    this.setField("decode", () => lua.lua_pushcfunction(L, decodeFunction));
    for (const [name, native] of Object.entries(natives))
      this.setField(name, () => this.push(name, native));
    lua.lua_setfield(L, -2, bytesOf("__vnetos"));
    lua.lua_settop(L, 0);
  }

  private setField(name: string, push: () => void): void {
    push();
    lua.lua_setfield(this.state, -2, bytesOf(name));
  }

  private push(name: string, native: NativeTable[string]): void {
    if (typeof native === "function") lua.lua_pushcfunction(this.state, this.wrap(name, native));
    else if (isList(native)) this.pushList(native);
    else pushValue(this.state, native);
  }

  private pushList(values: readonly NativeValue[]): void {
    lua.lua_createtable(this.state, 0, 0);
    for (const [i, value] of values.entries()) {
      pushValue(this.state, value);
      lua.lua_rawseti(this.state, -2, i + 1);
    }
  }

  private wrap(name: string, native: Native): CFunction {
    return (L) => {
      const answer = native(new NativeCall(L));
      return isWait(answer) ? this.suspend(L, name, answer) : pushResults(L, answer);
    };
  }

  private suspend(L: LuaState, name: string, wait: Wait): number {
    if (!this.control.canSuspend(L))
      return lauxlib.luaL_error(
        L,
        bytesOf(`${name} cannot wait inside a function that cannot be suspended`),
      );
    this.wait = wait;
    this.control.suspension = "waiting";
    return lua.lua_yieldk(L, 0, 0, (resumed) => {
      const results = this.results;
      this.results = [];
      return pushResults(resumed, results);
    });
  }
}

function isList(native: NativeTable[string]): native is readonly NativeValue[] {
  return Array.isArray(native);
}

function isWait(answer: NativeResults | Wait): answer is Wait {
  return "begin" in answer;
}

/** Errors of JavaScript inside the VM: mostly its stack; anything else is a fault of ours. */
function nativeError(L: LuaState): number {
  const thrown = lua.lua_touserdata(L, 1);
  const text =
    thrown instanceof RangeError ? "stack overflow" : `internal error: ${String(thrown)}`;
  lua.lua_pushstring(L, bytesOf(text));
  return 1;
}
