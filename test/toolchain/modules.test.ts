import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileProgram, compiler } from "./support/compile.ts";

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

test("the exercise hello is under 21 kB, with reduce, gather and random", () => {
  const file = new URL("../../tstl-apps/hello/main.ts", import.meta.url);
  const { lua } = compileProgram({ "main.ts": readFileSync(file, "utf8") });
  expect(lua.length).toBeLessThan(21_000);
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
