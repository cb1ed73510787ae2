import { expect, it } from "vitest";
import { compileFaults, compileProgram } from "../toolchain/support/compile.ts";

const program = (call: string) => ({
  "main.ts": `import { allReduce, allToAll, and, anyTag, broadcast, cartesian, each, farm, gather, graph, group, map, mapReduce, neighbourAllToAll, receive, receiveFrom, reduce, scan, scatter, send, sendReceive, shift, split, startReceive, sum, tag, waitAll, world, minLocation } from "vnetos/parallel"; interface Job { readonly from: number; readonly to: number } const Work = tag<Job>("work"); const Stop = tag<string>("stop"); void [allReduce, allToAll, and, anyTag, broadcast, cartesian, each, farm, gather, graph, group, map, mapReduce, neighbourAllToAll, receive, receiveFrom, reduce, scan, scatter, send, sendReceive, shift, split, startReceive, sum, tag, waitAll, world, Work, Stop, minLocation];
${call};
`,
});

it.each([
  'send(1, "text", { tag: Work })',
  "send(1, { from: 1 }, { tag: Work })",
  "send(1, { from: 1, to: 2 }, { tag: Stop })",
  "const s: string = receive({ tag: Work }).value; console.log(s)",
  "receive<string>({ tag: Work })",
  "const n: number = receiveFrom(1, { tag: Stop }); console.log(n)",
  "sendReceive(1, 5, { tag: Stop })",
  "const n: number = startReceive({ tag: Stop }).wait().value; console.log(n)",
  'send("1", 5)',
  "send(1, 5, 100)",
  "send(1, 5, { tag: 'work' })",
  "receive({ from: 1, timeoutMS: 5 })",
  "broadcast(1, 2)",
  'broadcast(1, { algorithm: "bee" })',
  'allReduce("text", sum)',
  "allReduce(1, and)",
  "allReduce([1, 2], sum)",
  'allReduce(["a"], each(sum))',
  "reduce(1, minLocation)",
  "const n: number = gather(1); console.log(n)",
  "const n: number = reduce(1, sum); console.log(n)",
  "const s: string = scatter([1, 2]); console.log(s)",
  "const s: string[] = allToAll([1, 2]); console.log(s)",
  "neighbourAllToAll([1, 2], { on: world })",
  "shift(split(1), 0, 1)",
  "const n: number = shift(cartesian([1]), 0, 1).to; console.log(n)",
  'const n: number[] = map(["a"], (word) => word); console.log(n)',
  'mapReduce(["a"], (word) => word.length, (a: string, b: string) => a + b)',
  "farm([1, 2], (task: string) => task)",
  "world.size = 3",
  "gather(1, { on: 5 })",
])("%s does not compile", (call) => {
  const faults = compileFaults(program(call));
  expect(faults.map(({ code }) => code.slice(0, 2))).toContain("TS");
  expect(faults.every(({ line }) => line === 2)).toBe(true);
});

it.each([
  "send(1, { from: 1, to: 2 }, { tag: Work, timeoutMs: 5 }); const n: number = receive({ tag: Work }).value.to; console.log(n)",
  "const { value, tag: kind } = receive<unknown>({ tag: anyTag }); console.log(value, kind)",
  "const s: string = receiveFrom<string>(1); send(1, s); send(1, s, { tag: 7 }); console.log(s)",
  "const list = allReduce<readonly number[]>([1, 2], each(sum)); const n: number = list.length; console.log(n)",
  "const at: number = allReduce({ value: 1, at: 2 }, minLocation).at; console.log(at)",
  "const found: string[] | undefined = farm([1, 2], (n) => String(n)); console.log(found)",
  "const texts: string[] = waitAll([startReceive({ tag: Stop })]).map(({ value }) => value); console.log(texts)",
])("%s compiles", (call) => {
  expect(compileProgram(program(call)).lua).not.toBe("");
});
