import { describe, expect, test } from "vitest";
import { mapTraceback } from "#toolchain";
import { compileProgram } from "./support/compile.ts";
import { isSkipped, VMS, type Vm } from "./support/vms.ts";

type Sources = Readonly<Record<string, string>>;

/** The error of a program as its author is to see it. */
function failure(vm: Vm, files: Sources) {
  const { lua, sourceMap } = compileProgram(files);
  const { error } = vm.run(lua);
  if (!error) throw new Error("the program does not fail");
  return {
    message: mapTraceback(error.message, sourceMap),
    stack: mapTraceback(error.stack, sourceMap),
  };
}

const THROWER =
  'export function deep(x: number): number {\n  if (x > 0) {\n    throw new Error("x");\n  }\n  return x;\n}';

describe.each(VMS.filter((vm) => !isSkipped(vm)))("tracebacks on $name", (vm) => {
  test("throw in a function of a second file", () => {
    const main =
      'import { deep } from "./part.ts";\nfunction go() {\n  const y = deep(1);\n  console.log(y);\n}\ngo();';
    const { message, stack } = failure(vm, { "main.ts": main, "part.ts": THROWER });
    expect(message).toBe("Error: x");
    const lines = stack.split("\n").filter((line) => line.trim() !== "");
    expect(lines[0]).toMatch(/^ {4}at .*part\.ts:3:\d+\)?$/);
    expect(stack).toMatch(/main\.ts:3:\d+/);
    expect(stack).toMatch(/main\.ts:6:\d+/);
    expect(stack).not.toMatch(/program|lualib|\[C\]/);
  });

  test("an error of Lua itself", () => {
    const main =
      "interface P { q: { r: number } }\nconst p = {} as P;\nfunction read() {\n  return p.q.r + 1;\n}\nconst v = read();\nconsole.log(v);";
    const { message, stack } = failure(vm, { "main.ts": main });
    expect(message).toMatch(/^main\.ts:4:\d+: attempt to index/);
    expect(stack).toMatch(/main\.ts:6:\d+/);
  });

  test("in an async function, after an await", () => {
    const main =
      'import { deep } from "./part.ts";\nasync function run() {\n  await Promise.resolve(1);\n  const y = deep(1);\n  console.log(y);\n}\nrun();';
    const { message, stack } = failure(vm, { "main.ts": main, "part.ts": THROWER });
    expect(message).toBe("Error: x");
    expect(stack).toMatch(/part\.ts:3:\d+/);
    expect(stack).toMatch(/main\.ts:4:\d+/);
  });

  test("an error of Lua in an async function", () => {
    const main =
      "async function run(f: () => void) {\n  await Promise.resolve(1);\n  f();\n}\nrun(undefined as unknown as () => void);";
    const { message, stack } = failure(vm, { "main.ts": main });
    expect(message).toMatch(/^TypeError: attempt to call/);
    expect(stack).toMatch(/main\.ts:3:\d+/);
  });

  test("a rejection that nobody handles", () => {
    const { message } = failure(vm, { "main.ts": 'Promise.reject(new RangeError("late"));' });
    expect(message).toBe("RangeError: late");
  });

  test("an own class of error", () => {
    const main =
      'class Odd extends Error {\n  override name = "Odd";\n}\nfunction f() {\n  throw new Odd("one");\n}\nf();';
    const { message, stack } = failure(vm, { "main.ts": main });
    expect(message).toBe("Odd: one");
    expect(stack).toMatch(/main\.ts:5:\d+/);
  });

  test("a callback is not called by a short name of the library", () => {
    const main =
      'function check(x: number) {\n  if (x > 1) throw new Error("x");\n  return x;\n}\nconsole.log([1, 2, 3].map(check));';
    const { stack } = failure(vm, { "main.ts": main });
    expect(stack).toMatch(/main\.ts:2:\d+/);
    expect(stack).toMatch(/main\.ts:5:\d+/);
    expect(stack).not.toMatch(/at \w\w? /);
  });

  test("what fails inside the library names none of its variables", () => {
    const call = "([1, 2] as number[]).map(undefined as unknown as (x: number) => number);";
    const { message } = failure(vm, { "main.ts": call });
    expect(message).toMatch(/attempt to call a nil value$/);
    const caught = `try {\n  ${call}\n} catch (error) {\n  console.log((error as Error).message);\n}`;
    const { lines } = vm.run(compileProgram({ "main.ts": caught }).lua);
    expect(lines).toEqual(["attempt to call undefined"]);
  });

  test("a throw of the library is told at the app's call", () => {
    const main =
      'import { random } from "vnetos";\nfunction draw() {\n  const next = random(-1);\n  return next;\n}\ndraw();';
    const { message, stack } = failure(vm, { "main.ts": main });
    expect(message).toMatch(/^VnetosError: random\(seed\)/);
    expect(stack.trim()).toMatch(/^at .*main\.ts:3:\d+/);
    expect(stack).not.toMatch(/random\.ts|vnetos-error/);
  });

  test("what fails in the app names the app's variable", () => {
    const call = "const f = undefined as unknown as () => void;\nfunction g() {\n  f();\n}\ng();";
    expect(failure(vm, { "main.ts": call }).message).toMatch(/^main\.ts:3:3: .*upvalue 'f'/);
  });

  test("at the top level of the only file", () => {
    const { stack } = failure(vm, { "main.ts": '\n\nthrow new Error("top");' });
    expect(stack.trim()).toMatch(/^at (.*\()?main\.ts:3:\d+\)?$/);
  });
});

describe("mapTraceback", () => {
  const { lua, sourceMap } = compileProgram({ "main.ts": 'console.log("a");\nconsole.log("b");' });

  test("leaves alone what is not of the program", () => {
    expect(mapTraceback("nothing here", sourceMap)).toBe("nothing here");
    expect(mapTraceback("", sourceMap)).toBe("");
    expect(mapTraceback("program:9999: odd", sourceMap)).toBe("program:9999: odd");
  });

  test("takes both forms of a place", () => {
    const line = lua.split("\n").findIndex((text) => text.includes('"b"'));
    const mapped = mapTraceback(`[string "program"]:${line + 1}: oh`, sourceMap);
    expect(mapped).toBe("main.ts:2:1: oh");
    expect(mapTraceback(`program:${line + 1}: oh`, sourceMap)).toBe(mapped);
  });
});
