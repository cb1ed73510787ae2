import { describe, expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const SIZES = [1, 2, 3, 5, 8];

/** What the lines of all ranks are, each parsed as JSON; every rank must have ended well. */
function run(program: string, size: number): unknown[][] {
  const results = runWorld(compileText(program), { size });
  expect(results.map(({ end }) => end)).toEqual(Array(size).fill("ok"));
  return results.map(({ lines }) => lines.map((line) => JSON.parse(line)));
}

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

describe.each(SIZES)("on %i ranks", (size) => {
  it("broadcast gives every root's value to all", () => {
    const lines = run(
      `import { broadcast, rank, size } from "vnetos";
       for (let root = 0; root < size; root++)
         console.log(JSON.stringify(broadcast({ from: rank, text: "v" + rank * 7 }, { root })));`,
      size,
    );
    const expected = range(size).map((root) => ({ from: root, text: `v${root * 7}` }));
    for (const ofRank of lines) expect(ofRank).toEqual(expected);
  });

  it("reduce joins in rank order, whatever the root", () => {
    const lines = run(
      `import { rank, reduce, size } from "vnetos";
       for (let root = 0; root < size; root++) {
         const joined = reduce("<" + rank + ">", (a, b) => a + b, { root });
         if (joined !== undefined) console.log(JSON.stringify([root, joined]));
       }`,
      size,
    );
    const all = range(size).map((rank) => `<${rank}>`);
    expect(lines).toEqual(range(size).map((rank) => [[rank, all.join("")]]));
  });

  it("allReduce gives sum, least and greatest to all", () => {
    const lines = run(
      `import { allReduce, max, min, rank, sum } from "vnetos";
       const value = (rank * 37 + 11) % 17 + 0.5;
       console.log(JSON.stringify([allReduce(value, sum), allReduce(value, min), allReduce(value, max)]));`,
      size,
    );
    const values = range(size).map((rank) => ((rank * 37 + 11) % 17) + 0.5);
    const total = values.reduce((a, b) => a + b);
    for (const [line] of lines)
      expect(line).toEqual([total, Math.min(...values), Math.max(...values)]);
  });

  it("gather and scatter are inverse to each other", () => {
    const lines = run(
      `import { gather, rank, scatter, size } from "vnetos";
       for (let root = 0; root < size; root++) {
         const values = gather({ rank, square: rank * rank }, { root });
         const mine = scatter(values ?? [], { root });
         console.log(JSON.stringify([values?.length ?? 0, mine]));
       }`,
      size,
    );
    lines.forEach((ofRank, rank) => {
      const own = { rank, square: rank * rank };
      expect(ofRank).toEqual(range(size).map((root) => [root === rank ? size : 0, own]));
    });
  });

  it("nobody leaves a barrier before all have come", () => {
    const lines = run(
      `import { barrier, now, rank, sleep } from "vnetos";
       const start = now();
       sleep(rank * 100);
       barrier();
       console.log(now() - start);`,
      size,
    );
    // The node world's clock is simulated and one for all.
    for (const [elapsed] of lines) expect(elapsed).toBe((size - 1) * 100);
  });

  it("keeps collectives and messages apart", () => {
    const lines = run(
      `import { allReduce, barrier, rank, receiveFrom, send, size, sum } from "vnetos";
       const next = (rank + 1) % size;
       send(next, "before");
       barrier();
       const total = allReduce(rank, sum);
       send(next, "after");
       const previous = (rank + size - 1) % size;
       console.log(JSON.stringify([total, receiveFrom(previous), receiveFrom(previous)]));`,
      size,
    );
    const total = (size * (size - 1)) / 2;
    for (const [line] of lines) expect(line).toEqual([total, "before", "after"]);
  });
});

it("carries values much longer than a message, all ranks at once", () => {
  const lines = run(
    `import { allReduce, gather, rank } from "vnetos";
     const long = String(rank).repeat(150000);
     const joined = allReduce(long, (a, b) => a + b);
     const all = gather(joined);
     console.log(JSON.stringify([joined.length, joined.charAt(149999), joined.charAt(150000), all?.length ?? 0]));`,
    3,
  );
  expect(lines.map(([line]) => line)).toEqual([
    [450_000, "0", "1", 3],
    [450_000, "0", "1", 0],
    [450_000, "0", "1", 0],
  ]);
});
