import { expect, it } from "vitest";
import { linesOf, runLua } from "./run-lua.ts";

const cases: readonly { name: string; lua: string; lines: string[] }[] = [
  {
    name: "values go in and out",
    lua: "local c = coroutine.create(function(a, b) local d = coroutine.yield(a + b) return d * 2 end) print(coroutine.resume(c, 1, 2)) print(coroutine.resume(c, 10)) print(coroutine.resume(c))",
    lines: ["true\t3", "true\t20", "false\tcannot resume dead coroutine"],
  },
  {
    name: "status in every state",
    lua: "local c c = coroutine.create(function() print(coroutine.status(c)) coroutine.wrap(function() print(coroutine.status(c)) end)() coroutine.yield() end) print(coroutine.status(c)) coroutine.resume(c) print(coroutine.status(c)) coroutine.resume(c) print(coroutine.status(c))",
    lines: ["suspended", "running", "normal", "suspended", "dead"],
  },
  {
    name: "running and isyieldable tell the main program apart",
    lua: "print(select(2, coroutine.running()), coroutine.isyieldable()) coroutine.wrap(function() print(select(2, coroutine.running()), coroutine.isyieldable()) end)()",
    lines: ["true\tfalse", "false\ttrue"],
  },
  {
    name: "wrap passes errors on, with a place",
    lua: "print(pcall(coroutine.wrap(function() error('boom') end))) print(pcall(coroutine.wrap(function() error({}) end)) == false)",
    lines: ["false\tprogram:1: boom", "true"],
  },
  {
    name: "close of a suspended, a failed and a finished one",
    lua: "local function co(f) local c = coroutine.create(f) coroutine.resume(c) return c end print(coroutine.close(co(coroutine.yield))) print(coroutine.close(co(function() error('e', 0) end))) print(coroutine.close(co(function() end)))",
    lines: ["true", "false\te", "true"],
  },
  {
    name: "a closed one is dead",
    lua: "local c = coroutine.create(function() coroutine.yield() end) coroutine.resume(c) coroutine.close(c) print(coroutine.status(c), coroutine.resume(c))",
    lines: ["dead\tfalse\tcannot resume dead coroutine"],
  },
  {
    name: "yield across pcall",
    lua: "local c = coroutine.wrap(function() local ok, v = pcall(function() return coroutine.yield('y') + 1 end) print(ok, v) end) print(c()) c(4)",
    lines: ["y", "true\t5"],
  },
  {
    name: "traceback of a suspended one",
    lua: "local c = coroutine.create(function() coroutine.yield() end) coroutine.resume(c) print((debug.traceback(c):match('program.*')))",
    lines: ["program:1: in function <program:1>"],
  },
];

for (const { name, lua, lines } of cases) {
  it(name, () => expect(linesOf(lua)).toEqual(lines));
}

it("the error of a coroutine that ends the program comes with the place inside it", () => {
  const { step } = runLua(
    "local function inner() local x = nil return x.y end\ncoroutine.wrap(inner)()",
  );
  expect(step).toMatchObject({ kind: "failed", error: { code: "program-error" } });
  const { traceback = "" } = step.kind === "failed" ? step.error : {};
  expect(traceback).toContain("program:1: in function <program:1>");
  expect(traceback).toContain("program:2: in main chunk");
});
