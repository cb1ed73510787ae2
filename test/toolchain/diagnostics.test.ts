import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "#toolchain";
import { compileFaults, compiler } from "./support/compile.ts";

/** Code, line and column of the first diagnostic of an app of one file. */
function first(source: string) {
  const [fault] = compileFaults({ "main.ts": source });
  if (!fault) throw new Error("no diagnostic");
  return fault;
}

describe("each fault is told at its place, with advice", () => {
  test.each([
    ["a regular expression", 'const s = "a";\nif (/b/.test(s)) console.log(s);', "VN1101", 2, 5],
    ["bigint", "console.log(\n  10n);", "VN1102", 2, 3],
    ["var", "var x = 1;\nconsole.log(x);", "VN1103", 1, 1],
    ["a label", "outer: for (;;) { break outer; }", "VN1104", 1, 1],
    ["an async generator", "async function* f() { yield 1; }\nf();", "VN1105", 1, 1],
    [
      "for await",
      "async function f(x: Promise<number>[]) {\n  for await (const y of x) console.log(y);\n}\nf([]);",
      "VN1106",
      2,
      3,
    ],
    [
      "an accessor in an object",
      "const o = {\n  get x() { return 1; } };\nconsole.log(o.x);",
      "VN1107",
      2,
      3,
    ],
    [
      "a private name",
      "class A {\n  #x = 1;\n  get() { return this.#x; }\n}\nnew A();",
      "VN1108",
      2,
      3,
    ],
    ["arguments", "function f() {\n  return arguments.length;\n}\nf();", "VN1109", 2, 10],
    ["a method of Math as a value", "console.log([1.5].map(Math.floor));", "VN1110", 1, 23],
    ["debugger", "debugger;", "VN1111", 1, 1],
    ["a dynamic import", 'import("./other.ts");', "VN1112", 1, 1],
    ["an array with holes", "console.log([1, , 2]);", "VN1113", 1, 13],
    ["break inside try", "for (;;) {\n  try { break; } catch { }\n}", "VN1114", 2, 9],
    [
      "continue inside catch",
      "for (const x of [1]) {\n  try { } catch {\n    continue;\n  }\n}",
      "VN1114",
      3,
      5,
    ],
    ["a function of the language as a value", "console.log([1].map(String));", "VN1110", 1, 21],
    ["a logical assignment of a number", "let x = 0;\nx ||= 1;\nconsole.log(x);", "VN1116", 2, 1],
    ["for in over an array", "for (const i in [1]) console.log(i);", "VN1115", 1, 1],
    ["a missing module", 'import { x } from "./part.ts";\nconsole.log(x);', "VN1003", 1, 19],
    ["a missing package", 'import { x } from "lodash";\nconsole.log(x);', "VN1003", 1, 19],
    [
      "a missing library part",
      'import { x } from "vnetos/nothing";\nconsole.log(x);',
      "VN1003",
      1,
      19,
    ],
    [
      "a module outside the app",
      'import { x } from "../other/part.ts";\nconsole.log(x);',
      "VN1004",
      1,
      19,
    ],
    [
      "a module of Node.js",
      'import { readFileSync } from "node:fs";\nreadFileSync("a");',
      "VN1005",
      1,
      30,
    ],
    ["a module of Node.js by its old name", 'import fs from "fs";\nfs.x();', "VN1005", 1, 16],
  ])("%s", (_name, source, code, line, column) => {
    const fault = first(source);
    expect(fault).toMatchObject({ severity: "error", code, file: "main.ts", line, column });
    expect(fault.sourceLine).toBe(source.split("\n")[line - 1]);
    expect(fault.advice).toMatch(/\w/);
  });

  test("a type error", () => {
    const source = "const a = 1;\nconst b: string = a;\nconsole.log(b);";
    const fault = first(source);
    expect(fault).toMatchObject({ code: "TS2322", line: 2, column: 7, length: 1 });
    expect(fault.message).toContain("'number' is not assignable to type 'string'");
  });

  test("a test that answers a number", () => {
    const fault = first("console.log([1].filter((x) => x % 2));");
    expect(fault).toMatchObject({ code: "TS2769", line: 1 });
    expect(fault.message).toContain("Truth");
  });

  test("a syntax error alone, without what follows from it", () => {
    const faults = compileFaults({ "main.ts": "const a = ;\nconst b: string = 1;" });
    expect(faults.map(({ code, line }) => [code, line])).toEqual([["TS1109", 1]]);
  });

  test.each([
    ["setTimeout", "setTimeout(() => {}, 1);", "TS2304"],
    ["typed arrays", "new Uint8Array(4);", "TS2304"],
    ["document", "document.title;", "TS2584"],
    ["Date", "Date.now();", "TS2304"],
    ["process", "process.exit(1);", "TS"],
  ])("%s is not there", (_name, source, code) => {
    expect(first(source).code.startsWith(code)).toBe(true);
  });

  test("faults in a second file name it", () => {
    const files = { "main.ts": 'import "./lib/part.ts";', "lib/part.ts": "\n\nvar y = 1;" };
    expect(compileFaults(files)[0]).toMatchObject({ file: "lib/part.ts", line: 3, code: "VN1103" });
  });

  test("several faults come in the order of the lines", () => {
    const faults = compileFaults({ "main.ts": "var a = 1;\nconst b: string = 2;\nvar c = 3;" });
    expect(faults.map(({ line }) => line)).toEqual([1, 2, 3]);
  });
});

describe("the app as a whole", () => {
  test("a missing entry", () => {
    const [fault] = compileFaults({ "other.ts": "1;" }, "main.ts");
    expect(fault).toMatchObject({ code: "VN1001", message: "the app has no file main.ts" });
    expect(fault?.advice).toContain("other.ts");
  });

  test.each(["", "// nothing\n", "  \n/* still nothing */"])("an empty program: %j", (source) => {
    expect(first(source)).toMatchObject({ code: "VN1002", file: "main.ts" });
  });

  test("a name like a property of Object is no file", () => {
    expect(compiler.compile({ entry: "toString", files: {} }).ok).toBe(false);
  });
});

describe("Lua's limits", () => {
  test("more than 200 variables in a function", () => {
    const lines = Array.from({ length: 210 }, (_, i) => `  const v${i} = ${i} * x;`);
    const source = `function f(x: number) {\n${lines.join("\n")}\n  return v0;\n}\nconsole.log(f(1));`;
    const fault = first(source);
    expect(fault).toMatchObject({ code: "VN1201", file: "main.ts" });
    expect(fault.message).toContain("200");
    expect(fault.line).toBeGreaterThan(195);
    expect(fault.line).toBeLessThan(212);
    expect(fault.advice).toContain("200 variables");
  });

  test("more than 200 variables in a file", () => {
    const lines = Array.from({ length: 210 }, (_, i) => `const v${i} = ${i};`);
    const fault = first(`${lines.join("\n")}\nconsole.log(v0);`);
    expect(fault).toMatchObject({ code: "VN1201", file: "main.ts" });
  });
});

describe("formatDiagnostic", () => {
  test("place, source line, underline, advice", () => {
    const [fault] = compileFaults({ "main.ts": "const a = 1;\n\tvar bc = a;" });
    if (!fault) throw new Error("no diagnostic");
    expect(formatDiagnostic(fault, { color: false })).toBe(
      [
        "main.ts:2:2 - error VN1103: var is not supported",
        "",
        "    var bc = a;",
        "    ~~~~~~~~~~",
        "  write let, or const if it never changes",
      ].join("\n"),
    );
    expect(formatDiagnostic(fault, { color: true })).toContain("\u001b[31m");
  });
});
