import { describe, expect, it } from "vitest";
import { ECHO, linesOf, runLua } from "./run-lua.ts";

/** A loop long enough to lose several slices, as an expression. */
const LONG = "(function() local s = 0 for i = 1, 20000 do s = s + 1 end return s end)()";
const WAIT = "__vnetos.echo('heard')";

/** Places in a program where it can be suspended: `%` is what is run there, `lines` what is printed. */
const places: readonly { name: string; lua: string }[] = [
  { name: "the main chunk", lua: "print(%)" },
  { name: "pcall", lua: "print(select(2, pcall(function() return % end)))" },
  { name: "xpcall", lua: "print(select(2, xpcall(function() return % end, print)))" },
  { name: "a coroutine", lua: "print(coroutine.wrap(function() return % end)())" },
  {
    name: "coroutine.resume",
    lua: "print(select(2, coroutine.resume(coroutine.create(function() return % end))))",
  },
  {
    name: "a coroutine in a coroutine in pcall",
    lua: "local w = coroutine.wrap print(select(2, pcall(w(function() return w(function() return % end)() end))))",
  },
  {
    name: "a coroutine that has yielded before and after",
    lua: "local c = coroutine.wrap(function() coroutine.yield(1) local v = % coroutine.yield(2) return v end) c() c() print(c())",
  },
  { name: "__index", lua: "print(setmetatable({}, {__index = function() return % end}).x)" },
  { name: "__newindex", lua: "setmetatable({}, {__newindex = function() print(%) end}).x = 1" },
  { name: "__add", lua: "print(setmetatable({}, {__add = function() return % end}) + 1)" },
  { name: "__concat", lua: "print(setmetatable({}, {__concat = function() return % end}) .. 'x')" },
  {
    name: "__eq",
    lua: "local v local m = {__eq = function() v = % return true end} local _ = setmetatable({}, m) == setmetatable({}, m) print(v)",
  },
  {
    name: "__lt",
    lua: "local v local m = {__lt = function() v = % return true end} local _ = setmetatable({}, m) < setmetatable({}, m) print(v)",
  },
  { name: "__call", lua: "print(setmetatable({}, {__call = function() return % end})())" },
  { name: "__len", lua: "print(#setmetatable({}, {__len = function() return % end}))" },
  {
    name: "__tostring",
    lua: "print(tostring(setmetatable({}, {__tostring = function() return tostring(%) end})))",
  },
  {
    name: "__tostring by print",
    lua: "print(setmetatable({}, {__tostring = function() return tostring(%) end}))",
  },
  {
    name: "an iterator",
    lua: "for v in coroutine.wrap(function() coroutine.yield(%) end) do print(v) end",
  },
  {
    name: "a plain iterator",
    lua: "local n = 0 for v in function() n = n + 1 if n == 1 then return % end end do print(v) end",
  },
  {
    name: "a sort comparator",
    lua: "local v table.sort({2, 1}, function(a, b) v = % return a < b end) print(v)",
  },
  { name: "a gsub callback", lua: "print((string.gsub('a', 'a', function() return % end)))" },
  {
    name: "a gsub table",
    lua: "print((string.gsub('a', 'a', setmetatable({}, {__index = function() return % end}))))",
  },
  { name: "a loaded chunk", lua: "print(load([[return %]])())" },
  {
    name: "a reader of load",
    lua: "local v local n = 0 load(function() n = n + 1 if n == 1 then v = % return 'x = 1' end end) print(v)",
  },
];

describe("a program goes on where it was suspended", () => {
  for (const { name, lua } of places) {
    it(`by its slice, in ${name}`, () => {
      const run = runLua(
        lua.replace("%", () => LONG),
        { tickMs: 1 },
      );
      expect(run.step).toEqual({ kind: "ended" });
      expect(run.lines).toEqual(["20000"]);
      expect(run.preemptions).toBeGreaterThan(5);
    });

    it(`by a call that waits, in ${name}`, () => {
      const lua2 = name === "__len" ? lua.replace("print(#", "print(1 * 0 + #") : lua;
      if (name === "__len")
        return expect(
          linesOf(lua2.replace("%", "#__vnetos.echo('heard')"), { natives: ECHO }),
        ).toEqual(["5"]);
      expect(
        linesOf(
          lua.replace("%", () => WAIT),
          { natives: ECHO },
        ),
      ).toEqual(["heard"]);
    });
  }
});

describe("where a program cannot be suspended", () => {
  it("a call that waits is an error that says so", () => {
    const run = runLua(
      "string.format('%s', setmetatable({}, {__tostring = function() return __vnetos.echo('x') end}))",
      { natives: ECHO },
    );
    expect(run.step).toMatchObject({
      kind: "failed",
      error: { message: expect.stringContaining("echo cannot wait inside a function") },
    });
  });

  it("a loop ends by an error", () => {
    const run = runLua(
      "print(pcall(string.format, '%s', setmetatable({}, {__tostring = function() while true do end end})))",
      { tickMs: 1 },
    );
    expect(run.lines).toEqual(["false\truns too long in a place where it cannot be interrupted"]);
  });

  it("a long piece of work is done, and the program suspended right after it", () => {
    const work = "for i = 1, 20000 do end return 'done'";
    const run = runLua(
      `print(string.format('%s', setmetatable({}, {__tostring = function() ${work} end})))`,
      { tickMs: 0.5 },
    );
    expect(run.lines).toEqual(["done"]);
    expect(run.preemptions).toBeGreaterThan(0);
  });
});

it("goes on being suspended after errors that were caught", () => {
  const run = runLua("for i = 1, 10 do pcall(error) end while true do end", {
    tickMs: 1,
    slices: 50,
  });
  expect(run.step.kind).toBe("preempted");
});

it("suspends a program that only makes short coroutines", () => {
  const run = runLua("while true do coroutine.wrap(function() end)() end", {
    tickMs: 1,
    slices: 50,
  });
  expect(run.step.kind).toBe("preempted");
});
