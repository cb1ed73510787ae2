import { describe, expect, it } from "vitest";
import { LuaVm } from "../../../lua-runtime/src/vm/index.ts";
import { linesOf, runLua } from "./run-lua.ts";

const BUDGET = 1_048_576;

function fresh(): LuaVm {
  return new LuaVm({ now: () => 0, memoryBytes: BUDGET, natives: {}, print: () => undefined });
}

/** Bytes that the Lua text leaves in use, beyond an empty program. */
function bytesOf(text: string): number {
  const used = (lua: string) => {
    const vm = fresh();
    vm.load(new TextEncoder().encode(lua), "program");
    vm.run(1);
    return vm.memory.used();
  };
  return used(`kept = nil ${text}`) - used("kept = nil");
}

describe("what values count", () => {
  it("a new VM counts about what PUC Lua takes", () => {
    const used = fresh().memory.used();
    expect(used).toBeGreaterThan(15_000);
    expect(used).toBeLessThan(45_000);
  });

  it("a string counts its length once", () => {
    expect(bytesOf("kept = ('x'):rep(100000)")).toBeGreaterThanOrEqual(100_000);
    expect(bytesOf("kept = ('x'):rep(100000) kept2 = kept")).toBeLessThan(101_000);
  });

  it("a list of numbers counts about 16 bytes each", () => {
    const bytes = bytesOf("kept = {} for i = 1, 10000 do kept[i] = i end");
    expect(bytes).toBeGreaterThan(150_000);
    expect(bytes).toBeLessThan(200_000);
  });

  it("what nobody holds counts nothing", () => {
    expect(bytesOf("for i = 1, 1000 do local _ = {i} end")).toBeLessThan(2_000);
  });

  it("rings of tables, closures and coroutines are counted once", () => {
    const ring =
      "kept = {} kept.me = kept kept.f = function() return kept end setmetatable(kept, kept) kept.c = coroutine.create(kept.f)";
    expect(bytesOf(ring)).toBeLessThan(4_000);
  });

  it("is told to the program in kB", () => {
    const [line] = linesOf(
      "local a = collectgarbage('count') local t = ('x'):rep(102400) print(collectgarbage('count') - a)",
    );
    expect(Math.round(Number(line))).toBe(100);
  });
});

describe("the budget", () => {
  it("a program that is full ends, with figures and the place", () => {
    const { step } = runLua("local t = {}\nwhile true do t[#t + 1] = {} end", {
      memoryBytes: BUDGET,
    });
    expect(step).toMatchObject({
      kind: "failed",
      error: {
        code: "out-of-memory",
        message: expect.stringMatching(/used 1\.\d MB of a budget of 1\.0 MB/),
      },
    });
    expect(step.kind === "failed" && step.error.traceback).toContain("program:2:");
  });

  it("pcall does not save it", () => {
    const lua =
      "local t = {} while true do pcall(function() while true do t[#t + 1] = {} end end) end";
    expect(runLua(lua, { memoryBytes: BUDGET }).step).toMatchObject({
      error: { code: "out-of-memory" },
    });
  });

  it("one request that is too large can be caught, and the program goes on", () => {
    const lua = "print(pcall(string.rep, 'x', 100000000)) print(#('x'):rep(1000))";
    expect(linesOf(lua, { memoryBytes: BUDGET })).toEqual(["false\tnot enough memory", "1000"]);
  });

  it("not caught, it says what was wanted", () => {
    expect(runLua("string.rep('x', 100000000)", { memoryBytes: BUDGET }).step).toMatchObject({
      error: {
        code: "out-of-memory",
        message: expect.stringMatching(
          /wanted 95\.4 MB more than the \d+ kB in use, the budget is 1\.0 MB/,
        ),
      },
    });
  });

  it("garbage is no reason to die", () => {
    const lua =
      "for i = 1, 100 do local s = ('x'):rep(300000) end for i = 1, 50000 do local t = {i} end print('well')";
    expect(linesOf(lua, { memoryBytes: BUDGET })).toEqual(["well"]);
  });

  it("two VMs do not pay for each other", () => {
    const hungry = fresh();
    const modest = fresh();
    hungry.load(new TextEncoder().encode("t = {} for i = 1, 20000 do t[i] = i end"), "program");
    modest.load(new TextEncoder().encode("return"), "program");
    const before = modest.memory.used();
    hungry.run(1);
    modest.run(1);
    expect(hungry.memory.used()).toBeGreaterThan(300_000);
    expect(modest.memory.used()).toBeLessThan(before + 2_000);
  });
});
