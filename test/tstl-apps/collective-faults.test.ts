import { describe, expect, it } from "vitest";
import { runWorld, type WorldOptions } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const IMPORTS = `
  import {
    allGather, allReduce, allToAll, barrier, broadcast, cartesian, duplicate, each, exclusiveScan, gather, map, mapReduce,
    neighbourAllToAll, receiveFrom, reduce, reduceScatter, scan, scatter, send, split, sum,
  } from "vnetos/parallel";
  import { rank, size, sleep } from "vnetos";
  void [allGather, allReduce, allToAll, barrier, broadcast, cartesian, duplicate, each, exclusiveScan, gather, map];
  void [mapReduce, neighbourAllToAll, receiveFrom, reduce, reduceScatter, scan, scatter, send, split, sum, sleep];
  const own = [rank, rank + 1, rank + 2, rank + 3, rank + 4, rank + 5, rank + 6, rank + 7];
  const list = own.slice(0, size);
  void list;`;

function endsOf(body: string, options: WorldOptions): string[] {
  return runWorld(compileText(`${IMPORTS}\n${body}`), options).map(({ end }) => end);
}

const CALLS = [
  "barrier()",
  "broadcast(own, { root: size - 1 })",
  'broadcast(own, { algorithm: "ring" })',
  "scatter(list, { root: 1 })",
  'scatter(list, { algorithm: "tree" })',
  "gather(own, { root: 1 })",
  'gather(own, { algorithm: "tree" })',
  "allGather(own)",
  'allGather(own, { algorithm: "ring" })',
  "allToAll(list)",
  "reduce(rank, sum, { root: 1 })",
  "allReduce(rank, sum)",
  'allReduce<readonly number[]>(own, each(sum), { algorithm: "halving" })',
  'allReduce(rank, sum, { algorithm: "tree" })',
  "reduceScatter(list, sum)",
  "scan(rank, sum)",
  'scan(rank, sum, { algorithm: "linear" })',
  "exclusiveScan(rank, sum, 0)",
  "split(rank % 2)",
  "map(own, (n) => n)",
  "mapReduce(own, (n) => n, sum)",
  "neighbourAllToAll([1, 2], { on: grid }); barrier({ on: grid })",
];

describe("a node that dies in the middle of", () => {
  // Barriers in between: where a call does not need the dead one, the next barrier does.
  it.each(CALLS)("%s gives all others an error that names it", (call) => {
    const end = call.endsWith("grid })") ? "" : "barrier();";
    const program = `const grid = cartesian([size], { periodic: true }); void grid; for (;;) { ${call}; ${end} }`;
    for (const [size, afterCalls] of [
      [2, 3],
      [4, 9],
      [call.includes("halving") ? 4 : 5, 21],
    ] as const) {
      const lost = { rank: (afterCalls * 3) % size, afterCalls };
      const ends = endsOf(program, { size, lost });
      const expected = Array(size).fill(
        `VnetosError: rank ${lost.rank} (b${lost.rank}) does not answer`,
      );
      expected[lost.rank] = "lost";
      expect(ends, `${size} ranks, lost at call ${afterCalls}`).toEqual(expected);
    }
  });
});

it("breaks only the communicator whose call has failed", () => {
  const results = runWorld(
    compileText(`${IMPORTS}
      const copy = duplicate();
      const half = split(rank % 2);
      const failing = (left: number, right: number): number => { if (right === 3) throw new Error("no threes"); return left + right; };
      try { allReduce(rank, failing, { on: copy, algorithm: "tree" }); } catch (error) { console.log("" + error); }
      try { barrier({ on: copy }); } catch (error) { console.log("" + error); }
      console.log(String(allReduce(rank, sum, { on: half })));
      console.log(String(allReduce(rank, sum)));
      send((rank + 1) % size, "message");
      console.log(receiveFrom<string>((rank + size - 1) % size));`),
    { size: 4 },
  );
  results.forEach(({ lines, end }, rank) => {
    const told = "VnetosError: rank 2 (b2) has failed in allReduce: Error: no threes";
    const first = rank === 2 ? "Error: no threes" : told;
    expect(end).toBe("ok");
    expect(lines).toEqual([first, told, rank % 2 === 0 ? "2" : "4", "6", "message"]);
  });
});

describe("ranks that are not in the same call", () => {
  const same = "all ranks make the same calls in the same order, with the same root";

  it.each([
    ["both wait", "broadcast(1, { root: 1 - rank })"],
    ["nobody waits, found at the next call", "broadcast(1, { root: rank }); barrier()"],
    ["one waits", "gather(1, { root: rank }); barrier()"],
    ["algorithms differ", 'broadcast(1, rank === 0 ? {} : { algorithm: "linear" }); barrier()'],
    ["different lengths", "map(rank === 0 ? [1] : [1, 2], (n) => n)"],
  ])("are told so: %s", (_, body) => {
    const [first, second] = endsOf(`${body};`, { size: 2 });
    expect(first).toMatch(/^VnetosError: rank (\d) \(b\1\) is in "[^"]+", rank (\d) \(b\2\) in "/);
    expect(first?.endsWith(same)).toBe(true);
    expect(second).toBe(first);
  });

  it("all of many hear of two roots", () => {
    for (const odd of [0, 2, 4]) {
      const ends = endsOf(
        `broadcast("x", { root: rank === ${odd} ? 1 : 3 }); barrier(); for (;;) barrier();`,
        { size: 5 },
      );
      for (const end of ends) {
        expect(end).toMatch(/"broadcast, root [13] #1"/);
        expect(end).toContain(same);
      }
    }
  });

  it("but one that only comes late is waited for", () => {
    expect(endsOf("if (rank === 1) sleep(30000); allReduce(1, sum);", { size: 4 })).toEqual(
      Array(4).fill("ok"),
    );
  });
});

it("a call that takes longer than its time fails on all ranks, with the same error", () => {
  const ends = endsOf("if (rank === 2) sleep(60); allReduce(rank, sum, { timeoutMs: 20 });", {
    size: 4,
  });
  expect(ends[0]).toMatch(
    /^VnetosError: allReduce: rank \d \(b\d\) has not done its part within 20 ms$/,
  );
  expect(ends.filter((end) => end === ends[0]).length).toBeGreaterThanOrEqual(3);
  expect(ends.every((end) => end.includes("has not done its part within 20 ms"))).toBe(true);
});

const WRONG: [call: string, message: string][] = [
  ["barrier({ timeoutMs: -1 })", "barrier(timeoutMs): -1 is no time, give 0 ms or more"],
  ["gather(1, { root: 9 })", "gather(root): rank 9 is out of range 0..1"],
  [
    'reduce(1, sum, { algorithm: "ring" as never })',
    'reduce(algorithm): "ring" is none of tree, linear',
  ],
  ["gather([0, () => 1])", "gather(value): value[1] is a function: JSON cannot carry it"],
  ["allToAll([1, 2, 3])", "allToAll(values): 3 values for 2 ranks"],
  ["reduceScatter([1], sum)", "reduceScatter(values): 1 values for 2 ranks"],
  [
    "allReduce<readonly number[]>(rank === 0 ? [1] : [1, 2], each(sum))",
    "each: lists of 1 and of 2 elements",
  ],
  [
    'allReduce(1, sum, { algorithm: "halving" })',
    "allReduce(algorithm): halving wants an operator made by each() and a power of two ranks",
  ],
  [
    "broadcast(1, { on: split(rank === 0 ? undefined : 1) })",
    "broadcast(on): rank 0 (b0) is not in this communicator of the ranks []",
  ],
];

it.each(WRONG)("%s names the argument", (call, message) => {
  const ends = endsOf(`${call};`, { size: 2 });
  expect(ends).toContain(`VnetosError: ${message}`);
});
