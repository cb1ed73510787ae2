import { describe, expect, it } from "vitest";
import { runWorld, type WorldOptions } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const IMPORTS = `
  import { blockOf, blockWith, farm, group, map, mapReduce, parallelFor } from "vnetos/parallel";
  import { gather, rank, size, sleep } from "vnetos";
  void [blockOf, blockWith, farm, group, map, mapReduce, parallelFor, gather, rank, size, sleep];`;

function run(body: string, options: WorldOptions) {
  return runWorld(compileText(`${IMPORTS}\n${body}`), options);
}

function linesOf(body: string, options: WorldOptions) {
  const results = run(body, options);
  expect(results.map(({ end }) => end)).toEqual(results.map(() => "ok"));
  return results.map(({ lines }) => lines);
}

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

it("blocks follow each other, differ by one at most, and blockWith finds them", () => {
  const [lines] = linesOf(
    `for (const count of [0, 1, 5, 16, 17, 100]) for (const parts of [1, 2, 3, 7, 16]) {
       let next = 0;
       for (let part = 0; part < parts; part++) {
         const { start, end, length } = blockOf(count, part, parts);
         const even = Math.floor(count / parts);
         let right = start === next && end - start === length && length >= even && length <= even + 1;
         for (let i = start; i < end; i++) right = right && blockWith(count, i, parts) === part;
         if (!right) console.log("wrong: " + count + " " + part + " " + parts);
         next = end;
       }
       if (next !== count) console.log("wrong end: " + count + " " + parts);
     }`,
    { size: 1 },
  );
  expect(lines).toEqual([]);
});

describe.each([1, 2, 5])("on %i ranks", (size) => {
  it.each(["block", "cyclic", "dynamic"])("parallelFor does every number once, %s", (schedule) => {
    const lines = linesOf(
      `const mine: number[] = [];
       parallelFor(17, (i) => { mine.push(i); }, { schedule: "${schedule}", chunk: 3 });
       console.log(JSON.stringify(mine));`,
      { size },
    );
    const done = lines.map(([line]) => JSON.parse(line as string) as number[]);
    expect(done.flat().toSorted((a, b) => a - b)).toEqual(range(17));
    if (schedule === "cyclic") expect(done[0]).toEqual(range(17).filter((i) => i % size === 0));
  });

  it("map keeps the order, and mapReduce joins in it", () => {
    const lines = linesOf(
      `const items = ["a", "b", "c"];
       console.log(map(items, (item, i) => item + i).join(" "));
       console.log(mapReduce(items, (item, i) => item + i, (left, right) => left + right));`,
      { size },
    );
    for (const ofRank of lines) expect(ofRank).toEqual(["a0 b1 c2", "a0b1c2"]);
  });

  it.each([0, 2])("farm answers in the order of the tasks, %i ahead", (ahead) => {
    const lines = linesOf(
      `const tasks = [50, 1, 30, 2, 2, 40, 1, 1, 9];
       const results = farm(rank === size - 1 ? tasks : [], (ms, i) => { sleep(ms); return i + ":" + ms; },
         { root: size - 1, ahead: ${ahead} });
       console.log(results?.join(" ") ?? "worker");`,
      { size },
    );
    const expected = [50, 1, 30, 2, 2, 40, 1, 1, 9].map((ms, i) => `${i}:${ms}`).join(" ");
    const all = Array(size).fill(["worker"]);
    all[size - 1] = [expected];
    expect(lines).toEqual(all);
  });
});

it("farm gives the next task to whoever is free", () => {
  const lines = linesOf(
    `let done = 0;
     farm(rank === 0 ? [100, 1, 1, 1, 1, 1] : [], (ms) => { sleep(ms); done++; return true; });
     console.log(String(done));`,
    { size: 3 },
  );
  expect(lines.map(([done]) => Number(done)).toSorted((a, b) => a - b)).toEqual([0, 1, 5]);
});

it("farm on a group leaves the others alone", () => {
  const lines = linesOf(
    `const some = group([2, 0]);
     if (some.rank >= 0) console.log((farm([1, 2, 3], (n) => n * n, { on: some }) ?? []).join(" "));`,
    { size: 3 },
  );
  expect(lines).toEqual([[""], [], ["1 4 9"]]);
});

describe("a worker that dies in a farm", () => {
  it.each([2, 3, 6])("costs nothing but its time, on %i ranks", (size) => {
    for (let afterCalls = 1; afterCalls <= 40; afterCalls += 4) {
      const results = run(
        `const results = farm(rank === 0 ? [5, 6, 7, 8, 9, 10, 11, 12] : [], (n) => { sleep(n); return n * n; });
         if (results !== undefined) console.log(results.join(" "));`,
        { size, lost: { rank: size - 1, afterCalls } },
      );
      const lines = results[0]?.lines ?? [];
      expect(results[0]?.end, `lost at call ${afterCalls}`).toBe("ok");
      expect(lines.at(-1)).toBe("25 36 49 64 81 100 121 144");
      if (lines.length > 1)
        expect(lines[0]).toMatch(
          /^farm: rank \d \(b\d\) does not answer; (it had no task|others do the (task|[2-9] tasks) that it had)$/,
        );
      for (const { end } of results.slice(1, -1)) expect(end).toBe("ok");
    }
  });

  it("is told to the program when it asks", () => {
    const results = run(
      `const results = farm(rank === 0 ? [50, 50] : [], (ms) => { sleep(ms); return ms; },
         { onLost: (error) => console.log("told: " + error.message) });
       if (results !== undefined) console.log(results.join(" "));`,
      { size: 3, lost: { rank: 2, afterCalls: 2 } },
    );
    expect(results[0]?.lines).toEqual(["told: rank 2 (b2) does not answer", "50 50"]);
  });
});

it("an error in a task fails the farm on every rank", () => {
  const ends = run(
    `farm(rank === 0 ? [1, 2, 3, 4] : [], (n) => { if (n === 3) throw new Error("no threes"); return n; });`,
    { size: 3 },
  ).map(({ end }) => end);
  const failed = ends.indexOf("Error: no threes");
  expect(failed).toBeGreaterThan(0);
  const told = `VnetosError: rank ${failed} (b${failed}) has failed in farm: Error: no threes`;
  expect(ends).toEqual([0, 1, 2].map((rank) => (rank === failed ? "Error: no threes" : told)));
});

const WRONG: [body: string, message: string][] = [
  ["blockOf(-1, 0, 2)", "blockOf(count): -1 is no whole number from 0"],
  ["blockOf(3, 2, 2)", "blockOf(part): 2 is out of range 0..1"],
  ["farm([], () => 1, { ahead: -1 })", "farm(ahead): -1 is no whole number from 0"],
  [
    "parallelFor(3, () => {}, { schedule: 'x' as never })",
    'parallelFor(schedule): "x" is none of block, cyclic, dynamic',
  ],
  [
    "parallelFor(3, () => {}, { schedule: 'dynamic', chunk: 0 })",
    "parallelFor(chunk): 0 is no whole number from 1",
  ],
  [
    "mapReduce([] as number[], (n) => n, (a) => a)",
    "mapReduce(items): there are none, so nothing to join",
  ],
];

it.each(WRONG)("%s names the argument", (body, message) => {
  expect(run(`${body};`, { size: 2 }).map(({ end }) => end)).toEqual(
    Array(2).fill(`VnetosError: ${message}`),
  );
});
