import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { lauxlib, lua, lualib, to_jsstring, to_luastring } from "fengari";

/** What came of a program: its lines, and the error that ended it. */
export interface Outcome {
  readonly lines: readonly string[];
  /** Text of the error object, and its stack where it has one. */
  readonly error?: { readonly message: string; readonly stack: string };
}

export interface Vm {
  readonly name: string;
  /** Absent on this machine: its tests are skipped. */
  readonly missing: boolean;
  run(chunk: string): Outcome;
}

const native = readFileSync(new URL("./native.lua", import.meta.url), "utf8");

/** Runs the chunk as a board does and writes what is wrong after a line of its own. */
const RUNNER = `
local source = ...
local chunk, refusal = (loadstring or load)(source, "=program")
if not chunk then print("\\1" .. refusal .. "\\1") return end
local ok, raised = xpcall(chunk, function(e)
  if type(e) == "table" then
    return {message = tostring(e.name) .. ": " .. tostring(e.message), stack = tostring(e.stack)}
  end
  return {message = tostring(e), stack = debug.traceback("", 2)}
end)
if not ok then print("\\1" .. raised.message .. "\\1" .. raised.stack) end
`;

export const VMS: readonly Vm[] = [
  { name: "fengari", missing: false, run: runFengari },
  ...["lua5.3", "lua5.4", "luajit"].map(processVm),
];

function processVm(name: string): Vm {
  const missing = spawnSync(name, ["-v"]).error !== undefined;
  if (missing && process.env.VNETOS_REQUIRE_VMS === "1")
    throw new Error(`${name} is not installed`);
  return { name, missing, run: (chunk) => runProcess(name, chunk) };
}

function runProcess(name: string, chunk: string): Outcome {
  const wrapper = `do end\n${native}\nlocal source = io.read("*a")\n${RUNNER.replace("local source = ...", "")}`;
  const done = spawnSync(name, ["-e", wrapper], { input: chunk, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${name}: ${done.stderr}`);
  return outcomeOf(done.stdout);
}

function runFengari(chunk: string): Outcome {
  const state = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(state);
  let output = "";
  lua.lua_pushcfunction(state, (L) => {
    const values: string[] = [];
    const count = lua.lua_gettop(L);
    for (let i = 1; i <= count; i++) values.push(to_jsstring(lauxlib.luaL_tolstring(L, i)));
    output += `${values.join("\t")}\n`;
    return 0;
  });
  lua.lua_setglobal(state, to_luastring("print"));
  check(state, lauxlib.luaL_loadstring(state, to_luastring(native)));
  check(state, lua.lua_pcall(state, 0, 0, 0));
  check(state, lauxlib.luaL_loadstring(state, to_luastring(RUNNER)));
  lua.lua_pushstring(state, to_luastring(chunk));
  check(state, lua.lua_pcall(state, 1, 0, 0));
  return outcomeOf(output);
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
