import { expect, it } from "vitest";
import { compileFaults, compileProgram } from "../toolchain/support/compile.ts";

const program = (call: string) => ({
  "main.ts": `import { after, channel, onRead, read, type ReadEnd, readEnd, select, write, type WriteEnd, writeEnd } from "vnetos/csp"; import { remote, serve, service, start } from "vnetos/rpc"; import { aList, aNumber, tupleSpace } from "vnetos/tuples"; interface Sums { add(a: number, b: number): number } const sums = service<Sums>("sums"); const c = channel<number>(); const space = tupleSpace("s");
${call};
`,
});

it.each([
  'write(c, "text")',
  "const s: string = read(c); console.log(s)",
  "write(readEnd(c), 1)",
  "read(writeEnd(c))",
  "const e: WriteEnd<string> = c; write(e, 'x')",
  "const e: ReadEnd<string> = c; read(e)",
  "const s: string = select([onRead(c, (v) => v), after(5, () => 1)]); console.log(s)",
  'remote(sums, 1).add(1, "2")',
  "remote(sums, 1).add(1)",
  "remote(sums, 1).subtract(1, 2)",
  "const s: string = remote(sums, 1).add(1, 2); console.log(s)",
  "const n: number = start(sums, 1).add(1, 2); console.log(n)",
  "serve(sums, { add: (a: number, b: number) => String(a + b) })",
  "serve(sums, {})",
  'service<{ size: number }>("no calls")',
  'const [, text]: [string, string] = space.in(["a", aNumber]); console.log(text)',
  'const [, list] = space.rd(["a", aList<string>()]); list.push(5)',
  'space.in(["a", { x: 1 }])',
])("%s does not compile", (call) => {
  const faults = compileFaults(program(call));
  expect(faults.map(({ code }) => code.slice(0, 2))).toContain("TS");
  expect(faults.every(({ line }) => line === 2)).toBe(true);
});

it.each([
  "write(writeEnd(c), 1); const n: number = read(readEnd(c)); console.log(n)",
  "const s: string | number = select<string | number>([onRead(c, (v) => v), after(5, () => 'late')]); console.log(s)",
  "const n: number = start(sums, 1).add(1, 2).wait(5) + remote(sums, 0).add(1, 2); console.log(n)",
  'const [name, n] = space.in(["a", aNumber]); const m: number = n; const a: "a" = name; console.log(m, a)',
])("%s compiles", (call) => {
  expect(compileProgram(program(call)).lua).not.toBe("");
});
