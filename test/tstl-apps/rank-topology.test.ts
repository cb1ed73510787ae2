import { expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const program = (body: string) =>
  compileText(`import { neighbours, rank, topology } from "vnetos";
    import { allGather, allReduce, broadcast, duplicate, each, graph, neighbourAllGather, scan, sum } from "vnetos/parallel";
    ${body}`);

const laidOut = (topology: string, neighbours: number[][]) => ({
  size: neighbours.length,
  layout: { topology, neighbours },
});

const RING = [
  [1, 3],
  [0, 2],
  [1, 3],
  [0, 2],
];

it("a program sees the shape of its ranks and its own neighbours", () => {
  const results = runWorld(
    program("console.log(topology, JSON.stringify(neighbours));"),
    laidOut("ring", RING),
  );
  expect(results.map(({ lines }) => lines)).toEqual(
    RING.map((own) => [`ring ${JSON.stringify(own)}`]),
  );
});

it("without a gateway that knows it, it sees undefined", () => {
  const [first] = runWorld(program("console.log(topology, neighbours);"), { size: 2 });
  expect(first?.lines).toEqual(["undefined undefined"]);
});

it("makes a communicator of a network drawn by hand", () => {
  const drawn = [[1], [0, 2, 3], [1], [1]];
  const results = runWorld(
    program(`const drawn = graph(neighbours ?? []);
      console.log(JSON.stringify(neighbourAllGather(rank * 10, { on: drawn })));`),
    laidOut("custom", drawn),
  );
  expect(results.map(({ lines }) => lines)).toEqual([["[10]"], ["[0,20,30]"], ["[10]"], ["[10]"]]);
});

/** What a rank's failure says that another one's call is: with it the algorithm that was chosen. */
const choice = (call: string) => `
  const failed = (call: () => unknown): string => {
    try { call(); return "none"; } catch (error) { return String(error); }
  };
  const other = duplicate();
  console.log(failed(() => rank === 0 ? ${call} : scan(0, sum, { on: other })));`;

it.each([
  ["ring", "broadcast(1, { on: other })", "broadcast by ring #1"],
  ["tree", "broadcast(1, { on: other })", "broadcast by binary #1"],
  ["full", "broadcast(1, { on: other })", "broadcast #1"],
  ["custom", "broadcast(1, { on: other })", "broadcast #1"],
  ["ring", "allGather(1, { on: other })", "allGather by ring #1"],
  ["star", "allGather(1, { on: other })", "allGather by linear #1"],
  ["mesh", "allGather(1, { on: other })", "allGather #1"],
  ["ring", "allReduce(1, sum, { on: other })", "allReduce #1"],
  [
    "ring",
    "allReduce<readonly number[]>(Array.from({ length: 1024 }, () => 1), each(sum), { on: other })",
    "allReduce by ring #1",
  ],
  ["ring", "broadcast(1, { on: other, algorithm: 'linear' })", "broadcast by linear #1"],
])("on %s, %s is %s", (topology, call, header) => {
  const [first] = runWorld(program(choice(call)), laidOut(topology, RING));
  expect(first?.lines.join()).toContain(`"${header}"`);
});

it("a part of the world, and one in another order, is no shape that anybody knows", () => {
  const text = `import { group } from "vnetos/parallel";
    const on = group([1, 0, 2, 3]);
    ${choice("broadcast(1, { on })").replace("on: other", "on")}`;
  const [first] = runWorld(program(text), laidOut("ring", RING));
  expect(first?.lines.join()).toContain('"broadcast #1"');
});

it.each(["ring", "tree", "star"])("collectives on %s give what they always give", (topology) => {
  const results = runWorld(
    program(`const list = Array.from({ length: 1024 }, (_, i) => i * rank);
      console.log(JSON.stringify([broadcast("from " + rank, { root: 2 }), allGather(rank),
        allReduce<readonly number[]>(list, each(sum))[1023]]));`),
    laidOut(topology, RING),
  );
  for (const { lines } of results) expect(lines).toEqual(['["from 2",[0,1,2,3],6138]']);
});
