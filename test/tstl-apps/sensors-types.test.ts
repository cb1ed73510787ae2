import { expect, it } from "vitest";
import { compileFaults, compileProgram } from "../toolchain/support/compile.ts";

const names =
  "add, changes, crossings, csvRecording, dropOuts, gaussianNoise, recording, sampleAt, sampleEvery, sine";
const program = (call: string) => ({
  "main.ts": `import { ${names} } from "vnetos/sensors";\n${call};\n`,
});

it.each([
  "sine({})",
  "sine({ periodMs: 1, amplitud: 2 })",
  "gaussianNoise({ deviation: 1 })",
  'add("1")',
  "add((atMs: string) => 1)",
  'dropOuts(1, { seed: 1, chance: 0.1, reads: "nothing" })',
  "recording([1, 2])",
  'recording([], { between: "curve" })',
  'csvRecording("v", { time: "t" })',
  "sampleEvery(1, { count: 3 })",
  "sampleEvery(1, { everyMs: 1, clock: Date })",
  "sampleAt(1, 5)",
  "crossings([{ atMs: 1 }], { level: 1 })",
  "crossings([], {})",
  "changes([], 0.5)",
  "for (const { edge } of changes([{ atMs: 1, value: 1 }], { delta: 1 })) console.log(edge)",
])("%s does not compile", (call) => {
  const faults = compileFaults(program(call));
  expect(faults.map(({ code }) => code.slice(0, 2))).toContain("TS");
});

it.each([
  "sampleEvery(add(sine({ periodMs: 9 }), 1, (atMs) => atMs), { everyMs: 1 })",
  'for (const { edge, node } of crossings([{ atMs: 1, value: 1, node: "b0" }], { level: 1 })) console.log(edge === "rise", node)',
])("%s compiles", (call) => {
  expect(compileProgram(program(call)).lua).not.toBe("");
});
