import { expect, it } from "vitest";
import { compileFaults, compileProgram } from "../toolchain/support/compile.ts";

const names =
  "lamport, compareLamport, compareVector, openBarrier, openEvent, openLock, openSemaphore, vectorTime, withLock";
const program = (call: string) => ({
  "main.ts": `import { ${names} } from "vnetos/sync";\n${call};\n`,
});

it.each([
  "openLock(5)",
  'openLock("l", { scope: "world" })',
  'openLock("l").acquire("now")',
  "openSemaphore('s')",
  'openSemaphore("s", 2).acquire(2)',
  'openEvent("e")',
  'openEvent("e", "sometimes")',
  'openBarrier("b")',
  'withLock("l", async () => 1)',
  'const n: string = withLock("l", () => 1); console.log(n)',
  "compareLamport(vectorTime(2), lamport(1))",
  "compareVector(lamport(0), lamport(1))",
  "vectorTime(2)[0] = 1",
])("%s does not compile", (call) => {
  const faults = compileFaults(program(call));
  expect(faults.map(({ code, line }) => [code.slice(0, 2), line])).toEqual([["TS", 2]]);
});

it.each([
  'const n: number = withLock("l", ({ abandonedBy }) => abandonedBy?.length ?? 0); console.log(n)',
  'withLock("l", () => { console.log("in"); }, { timeoutMs: 5, scope: "board" })',
  'openSemaphore("s", 2).acquire({ permits: 2 })',
  'openEvent("e", "auto").wait(5)',
])("%s compiles", (call) => {
  expect(compileProgram(program(call)).lua).not.toBe("");
});
