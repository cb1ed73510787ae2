import { describe, expect, test } from "vitest";
import { compileProgram, compiler } from "./support/compile.ts";
import { VMS } from "./support/vms.ts";

type Sources = Readonly<Record<string, string>>;

const CASES: Readonly<Record<string, { files: Sources; lines: readonly string[] }>> = {
  "two files": {
    files: {
      "main.ts": 'import { double } from "./part.ts";\nconsole.log(double(4));',
      "part.ts": "export function double(x: number) { return x * 2; }",
    },
    lines: ["8"],
  },
  "without the ending, from an index, from a folder above": {
    files: {
      "main.ts": 'import { a } from "./deep/a";\nconsole.log(a);',
      "deep/a.ts": 'import { b } from "../b";\nimport { c } from "./c";\nexport const a = b + c;',
      "deep/c/index.ts": "export const c = 5;",
      "b.ts": "export const b = 10;",
    },
    lines: ["15"],
  },
  "a circle of functions": {
    files: {
      "main.ts": 'import { even } from "./even.ts";\nconsole.log(even(10), even(7));',
      "even.ts":
        'import { odd } from "./odd.ts";\nexport function even(n: number): boolean { return n === 0 || odd(n - 1); }',
      "odd.ts":
        'import { even } from "./even.ts";\nexport function odd(n: number): boolean { return n !== 0 && even(n - 1); }',
    },
    lines: ["true false"],
  },
  "a circle through the entry": {
    files: {
      "main.ts": 'import { show } from "./show.ts";\nexport const name = "main";\nshow();',
      "show.ts": 'import { name } from "./main.ts";\nexport function show() { console.log(name); }',
    },
    lines: ["main"],
  },
  "a circle of classes": {
    files: {
      "main.ts": 'import { A } from "./a.ts";\nconsole.log(new A().b().name());',
      "a.ts":
        'import { B } from "./b.ts";\nexport class A { b() { return new B(); } name() { return "A"; } }',
      "b.ts":
        'import { A } from "./a.ts";\nexport class B { name() { return "B of " + new A().name(); } }',
    },
    lines: ["B of A"],
  },
  "an exported variable that changes": {
    files: {
      "main.ts": 'import { count, add } from "./count.ts";\nadd(); add();\nconsole.log(count);',
      "count.ts": "export let count = 0;\nexport function add() { count++; }",
    },
    lines: ["2"],
  },
  "a module runs once": {
    files: {
      "main.ts": 'import "./a.ts";\nimport "./b.ts";\nconsole.log("main");',
      "a.ts": 'import "./b.ts";\nconsole.log("a");',
      "b.ts": 'console.log("b");',
    },
    lines: ["b", "a", "main"],
  },
  "same names in two files": {
    files: {
      "main.ts": 'import "./a.ts";\nconst name = "main";\nconsole.log(name);',
      "a.ts": 'const name = "a";\nconsole.log(name);',
    },
    lines: ["a", "main"],
  },
  "default, namespace and renamed imports": {
    files: {
      "main.ts":
        'import d, { x as y } from "./a.ts";\nimport * as all from "./a.ts";\nconsole.log(d, y, all.x + all.default);',
      "a.ts": "export const x = 1;\nexport default 2;",
    },
    lines: ["2 1 3"],
  },
  "passing on": {
    files: {
      "main.ts": 'import { x, z } from "./a.ts";\nconsole.log(x, z);',
      "a.ts": 'export * from "./b.ts";\nexport { y as z } from "./b.ts";',
      "b.ts": "export const x = 1;\nexport const y = 2;",
    },
    lines: ["1 2"],
  },
  "a JSON file": {
    files: {
      "main.ts": 'import data from "./data.json";\nconsole.log(data.list[1]);',
      "data.json": '{ "list": [1, 2.5] }',
    },
    lines: ["2.5"],
  },
};

describe.each(VMS)("modules on $name", (vm) => {
  test.skipIf(vm.missing).each(Object.entries(CASES))("%s", (_name, { files, lines }) => {
    const outcome = vm.run(compileProgram(files).lua);
    expect(outcome.error?.message).toBeUndefined();
    expect(outcome.lines).toEqual(lines);
  });
});

describe("only what is used goes in", () => {
  test("a module that is imported for its types only", () => {
    const { lua } = compileProgram({
      "main.ts":
        'import type { T } from "./t.ts";\nimport { type U } from "./t.ts";\nconst t: T | U = { x: 1 };\nconsole.log(t.x);',
      "t.ts": 'export interface T { x: number }\nexport type U = T;\nconsole.log("never");',
    });
    expect(lua).not.toContain("never");
  });

  test("hello is small", () => {
    const { lua } = compileProgram({ "main.ts": 'console.log("hello");' });
    expect(lua.length).toBeLessThan(200);
  });

  test("hello from a board is under 2 kB with its part of the library", () => {
    const source =
      'import { node, rank, size } from "vnetos";\nconsole.log("hello from " + node + ", " + rank + " of " + size);';
    const { lua } = compileProgram({ "main.ts": source });
    expect(lua.length).toBeLessThan(2048);
    expect(lua).not.toContain("receive");
  });
});

describe("the program", () => {
  const app = { entry: "main.ts", files: { "main.ts": "console.log(1);" } };

  test("is the same at every compile, and named by what it is", () => {
    const [first, second] = [compiler.compile(app), compiler.compile(app)];
    expect(first).toEqual(second);
    expect(first).toMatchObject({ ok: true, program: { name: "main" } });
  });

  test("its source map names the app's files, without their text", () => {
    const map = JSON.parse(compileProgram({ "main.ts": "console.log(1);" }).sourceMap);
    expect(map).toMatchObject({ version: 3, sources: ["main.ts"] });
    expect(map.sourcesContent).toBeUndefined();
  });
});
