import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "node:util";
import { lauxlib, lua, lualib, to_luastring } from "fengari";
import * as ts from "typescript";
import * as tstl from "typescript-to-lua";
import { packageRoot } from "#cluster";
import type { Lab } from "../lab.ts";
import type { Row } from "../row.ts";

const KERNELS = join(packageRoot, "bench/apps/kernels");
const TIMER = join(packageRoot, "bench/kernel-timer.lua");
const TIMES = 9;
/** The toolchain's own. */
const EMIT_TARGET = tstl.LuaTarget.LuaJIT;
/** What a Fengari kernel does less of: it is about as many times slower. */
const FENGARI_SHARE = 10;
/** Kernels whose ratio has a target; the rest is told. */
const BOUND = ["lcg", "floats", "modulo", "sieve", "matrix", "array-methods", "classes"];

interface Chunks {
  readonly stock: string;
  readonly ours: string;
}

interface Side {
  readonly ms: number;
  readonly printed: string;
}

type Timing = (chunks: Chunks) => readonly [stock: Side, ours: Side];

const VMS: Readonly<Record<string, Timing>> = {
  fengari: inFengari,
  "lua5.4": (chunks) => inProcess("lua5.4", [], chunks),
  "lua5.3": (chunks) => inProcess("lua5.3", [], chunks),
  luajit: (chunks) => inProcess("luajit", ["-joff"], chunks),
};

/** What it costs that a program means the same everywhere: our time over that of TypeScriptToLua alone. */
export async function faithfulness(lab: Lab): Promise<Row[]> {
  const rows: Row[] = [];
  const names = readdirSync(KERNELS).map((file) => file.replace(/\.ts$/, ""));
  for (const [vm, timing] of Object.entries(VMS)) {
    if (vm !== "fengari" && spawnSync(vm, ["-v"]).error) continue;
    for (const kernel of names) rows.push(await compare(lab, vm, timing, kernel));
  }
  return rows;
}

async function compare(lab: Lab, vm: string, timing: Timing, kernel: string): Promise<Row> {
  const source = sourceOf(kernel, vm === "fengari" ? FENGARI_SHARE : 1);
  const { programs } = lab.gateway.cluster;
  const { sha256 } = await programs.compile({ entry: "main.ts", files: { "main.ts": source } });
  const ours = programs.get(sha256).program.lua;
  // LuaJIT's bit operators exist there only.
  const luaTarget = kernel === "bits" && vm !== "luajit" ? tstl.LuaTarget.Lua53 : EMIT_TARGET;
  const [stock, own] = timing({ stock: stockLua(source, luaTarget), ours });
  const expected = printedInNode(source);
  if (own.printed !== expected)
    throw new Error(`${kernel} on ${vm} prints ${own.printed}, Node.js ${expected}`);
  const id = `faithful.${vm}.${kernel}`;
  if (/^kernel:\d+: /.test(stock.printed))
    return { id, what: `${kernel} on ${vm}, ours alone: stock fails`, value: own.ms, unit: "ms" };
  return {
    id,
    what: `${kernel} on ${vm}, our time over stock${verdict(stock.printed, expected)}`,
    value: own.ms / stock.ms,
    unit: "x",
    ...(BOUND.includes(kernel) ? { target: "<= 1.3 x" } : {}),
  };
}

function verdict(printed: string, expected: string): string {
  if (printed === expected) return "";
  return Number(printed) === Number(expected)
    ? " (stock prints it otherwise)"
    : " (stock is wrong)";
}

function sourceOf(kernel: string, share: number): string {
  const text = readFileSync(join(KERNELS, `${kernel}.ts`), "utf8");
  return text.replace(/^const rounds = ([\d_]+);/, (_line, rounds: string) => {
    return `const rounds = ${Number(rounds.replaceAll("_", "")) / share};`;
  });
}

/** TypeScriptToLua alone. */
function stockLua(source: string, luaTarget: tstl.LuaTarget): string {
  const { transpiledFiles } = tstl.transpileVirtualProject(
    { "main.ts": source },
    {
      target: ts.ScriptTarget.ES2022,
      luaTarget,
      luaLibImport: tstl.LuaLibImportKind.Inline,
      moduleDetection: ts.ModuleDetectionKind.Force,
      strict: true,
      noHeader: true,
      types: [],
    },
  );
  return transpiledFiles[0]?.lua ?? "";
}

function printedInNode(source: string): string {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  const lines: string[] = [];
  new Function("console", outputText)({
    log: (...values: unknown[]) => lines.push(format(...values)),
  });
  return lines.join(" ");
}

function inProcess(
  name: string,
  options: readonly string[],
  chunks: Chunks,
): readonly [Side, Side] {
  const folder = mkdtempSync(join(tmpdir(), "vnetos-bench-"));
  try {
    const files = Object.entries(chunks).map(([side, text]) => {
      writeFileSync(join(folder, side), text);
      return join(folder, side);
    });
    const done = spawnSync(name, [...options, TIMER, ...files, String(TIMES)], {
      encoding: "utf8",
    });
    if (done.status !== 0) throw new Error(`${name}: ${done.stderr}`);
    return sidesOf(done.stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inFengari({ stock, ours }: Chunks): readonly [Side, Side] {
  const state = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(state);
  check(state, lauxlib.luaL_loadstring(state, to_luastring(readFileSync(TIMER, "utf8"))));
  check(state, lua.lua_pcall(state, 0, 1, 0));
  lua.lua_pushstring(state, to_luastring(stock));
  lua.lua_pushstring(state, to_luastring(ours));
  lua.lua_pushnumber(state, TIMES);
  check(state, lua.lua_pcall(state, 3, 1, 0));
  const text = lua.lua_tojsstring(state, -1);
  lua.lua_close(state);
  return sidesOf(text);
}

function check(state: object, status: number): void {
  if (status !== lua.LUA_OK) throw new Error(lua.lua_tojsstring(state, -1));
}

function sidesOf(text: string): readonly [Side, Side] {
  const [stock, ours] = text.split("\n").map((line) => {
    const [ms = "", ...printed] = line.split("\t");
    return { ms: Number(ms), printed: printed.join(" ") };
  });
  if (!stock || !ours) throw new Error(`the timer told ${text}`);
  return [stock, ours];
}
