import { describe, expect, test } from "vitest";
import { compileProgram } from "./support/compile.ts";

/** Whether the program tests at run time that a declaration has run. */
const isTested = (source: string) =>
  compileProgram({ "main.ts": source }).lua.includes("__TS__Initialized");

describe("nobody pays for early reads who declares before he calls", () => {
  test.each([
    [
      "functions are called behind all declarations",
      `const n = Number("3");
       const inside = (x: number) => x < limit;
       const limit = twice(n);
       function twice(x: number) { return x * 2; }
       function main() { console.log(inside(3), rows.length, limit); }
       const rows: number[] = [1, 2];
       main();`,
    ],
    [
      "a class and its objects",
      `class Grid { at(i: number) { return cells[i] ?? width; } }
       const width = Math.max(3, 4);
       const list = [1, 2].map((x) => x * width);
       const cells: number[] = list.map((x) => x + 1);
       const grid = new Grid();
       console.log(grid.at(0));`,
    ],
    [
      "variables in functions and loops",
      `function run(n: number) {
         const out: number[] = [];
         for (let i = 0; i < n; i++) {
           const square = i * i;
           const add = () => out.push(square);
           add();
         }
         const sum = out.reduce((a, b) => a + b, 0);
         return () => sum;
       }
       console.log(run(3)());`,
    ],
    [
      "the library runs what it is given",
      `import { rank } from "vnetos";
       console.log(rank, [3, 1].sort((a, b) => a - b));
       const step = 2;
       const next = (x: number) => x + step;
       console.log(next(1));`,
    ],
  ])("%s", (_name, source) => {
    expect(isTested(source)).toBe(false);
  });

  test("a function that may run before", () => {
    const source = `const f = () => x; call(f); const x = 1; function call(g: () => number) { if (x > 1) g(); }`;
    expect(isTested(`try { ${source} } catch {}`)).toBe(true);
  });
});
