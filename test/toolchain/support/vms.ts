import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { lauxlib, lua, lualib, to_luastring } from "fengari";
import { expect } from "vitest";
import { FirmwareError } from "#firmware";
import { lackOf } from "../../support/firmware.ts";
import { type LuaOutcome, NativeLua } from "../../support/native-lua.ts";

/** What came of a program: its lines, and the error that ended it. */
export interface Outcome {
  readonly lines: readonly string[];
  /** Text of the error object, and its stack where it has one. */
  readonly error?: { readonly message: string; readonly stack: string };
}

export interface Vm {
  readonly name: string;
  /** Absent on this machine: its tests are skipped, and fail where CI=true. */
  readonly missing: boolean;
  run(chunk: string): Outcome;
  /** Runs each in globals of its own, all in one process. */
  runAll(chunks: readonly string[]): readonly Outcome[];
}

/** Instructions that a program may take, about: endless ones are stopped in seconds. */
const BUDGET = 200_000_000;
/** A program on a native board that has not ended after so long is stopped. */
const MOST_MS = 20_000;
const END = "\u0002";

export const VMS: readonly Vm[] = [
  vm("fengari", false, runInFengari),
  processVm("lua5.3"),
  processVm("lua5.4"),
  // Without its compiler to machine code: 2.1.0-beta3 crashes there when a stack overflows twice.
  processVm("luajit", "-joff"),
  await nativeVm(),
];

/** The VM of the boards in C. Missing where there is no C compiler, or no source of Lua to be had. */
async function nativeVm(): Promise<Vm> {
  const lua = lackOf("native") ?? (await NativeLua.build("native").catch(noSource));
  if (typeof lua === "string") return vm("native", true, () => []);
  const outputs = (chunks: readonly string[]) =>
    lua.run(chunks.map((chunk) => ({ lua: chunk, killAfterMs: MOST_MS }))).map(told);
  return vm("native", false, outputs);
}

function noSource(error: unknown): string {
  if (error instanceof FirmwareError && error.reason === "no-source") return error.message;
  throw error;
}

function told({ output, error }: LuaOutcome): string {
  return error ? `${output}\u0001${error.message}\u0001${error.traceback}` : output;
}

/** For tests of a VM: true when they are to be skipped. A missing VM fails them where CI=true. */
export function isSkipped({ missing }: Vm): boolean {
  return missing && process.env.CI !== "true";
}

function processVm(name: string, ...options: readonly string[]): Vm {
  const missing = spawnSync(name, ["-v"]).error !== undefined;
  return vm(name, missing, (chunks) => runProcess(name, options, chunks));
}

function vm(
  name: string,
  missing: boolean,
  outputs: (chunks: readonly string[]) => readonly string[],
): Vm {
  const runAll = (chunks: readonly string[]) => {
    if (missing) expect.fail(`CI=true and no ${name} on this machine`);
    return outputs(chunks).map(outcomeOf);
  };
  return { name, missing, runAll, run: (chunk) => runAll([chunk])[0] as Outcome };
}

const path = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url));
const NUMBER_TEXT = "../../../tstl-apps/toolchain/runtime/NumberText.lua";
const native = [NUMBER_TEXT, "native.lua"].map((n) => readFileSync(path(n), "utf8")).join("");
const batch = readFileSync(path("batch.lua"), "utf8");

function runProcess(
  name: string,
  options: readonly string[],
  chunks: readonly string[],
): readonly string[] {
  const input = chunks.map((chunk) => `${Buffer.byteLength(chunk)}\n${chunk}`).join("");
  const args = [...options, path("batch-main.lua"), path(""), String(BUDGET)];
  const limits = { input, encoding: "utf8", timeout: 100_000, maxBuffer: 1e9 } as const;
  const done = spawnSync(name, args, limits);
  if (done.status === 0) return done.stdout.split(END).slice(0, -1);
  const ran = done.stdout.split(END).length - 1;
  throw new Error(`${name} broke off: ${done.error ?? done.stderr}\n${chunks[ran]}`);
}

function runInFengari(chunks: readonly string[]): readonly string[] {
  const state = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(state);
  check(state, lauxlib.luaL_loadstring(state, to_luastring(batch)));
  lua.lua_pushstring(state, to_luastring(native));
  lua.lua_pushnumber(state, BUDGET / 10);
  check(state, lua.lua_pcall(state, 2, 1, 0));
  return chunks.map((chunk) => {
    lua.lua_pushvalue(state, 1);
    lua.lua_pushstring(state, to_luastring(chunk));
    check(state, lua.lua_pcall(state, 1, 1, 0));
    const output = lua.lua_tojsstring(state, -1);
    lua.lua_pop(state, 1);
    return output;
  });
}

function check(state: object, status: number): void {
  if (status !== lua.LUA_OK) throw new Error(lua.lua_tojsstring(state, -1));
}

function outcomeOf(output: string): Outcome {
  const [before = "", message, stack] = output.split("\u0001");
  const lines = before.split("\n").slice(0, -1);
  if (message === undefined) return { lines };
  return { lines, error: { message, stack: (stack ?? "").trimEnd() } };
}
