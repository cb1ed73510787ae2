import { describe, expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

/** A collective call: its name, its root and algorithm, and the members of its communicator by world rank. */
interface Step {
  readonly call: string;
  readonly root: number;
  readonly algorithm: string | undefined;
  readonly group: readonly number[];
  /** By rank in the communicator, what each puts in: texts, or lists of texts. */
  readonly values: readonly string[][];
}

const ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  broadcast: ["tree", "ring", "binary", "linear"],
  scatter: ["linear", "tree"],
  gather: ["linear", "tree"],
  allGather: ["doubling", "ring", "linear"],
  allToAll: ["pairwise", "linear"],
  reduce: ["tree", "linear"],
  allReduce: ["tree", "doubling", "halving", "ring"],
  reduceScatter: ["pairwise", "tree"],
  scan: ["doubling", "linear"],
  exclusiveScan: ["doubling", "linear"],
};

const PROGRAM = `
  import { args, rank } from "vnetos";
  import {
    allGather, allReduce, allToAll, broadcast, duplicate, each, exclusiveScan, gather, group, reduce, reduceScatter, scan,
    scatter, type Communicator,
  } from "vnetos/parallel";

  interface Step { call: string; root: number; algorithm?: string; group: number[]; values: string[][] }

  const join = (left: string, right: string) => left + right;
  const joinLists = each(join);

  function run({ call, root, algorithm, values }: Step, on: Communicator): unknown {
    const own = values[on.rank] as string[];
    const text = own.join("");
    const all = { on, root, algorithm: algorithm as never };
    if (call === "broadcast") return broadcast(on.rank === root ? own : [], all);
    if (call === "scatter") return scatter(on.rank === root ? own : [], all);
    if (call === "gather") return gather(own, all) ?? "none";
    if (call === "allGather") return allGather(own, all);
    if (call === "allToAll") return allToAll(own, all);
    if (call === "reduce") return reduce(text, join, all) ?? "none";
    if (call === "allReduce" && (algorithm === "halving" || algorithm === "ring")) return allReduce<readonly string[]>(own, joinLists, all);
    if (call === "allReduce") return allReduce(text, join, all);
    if (call === "reduceScatter") return reduceScatter(own, join, all);
    if (call === "scan") return scan(text, join, all);
    return exclusiveScan(text, join, "first", all);
  }

  for (const step of JSON.parse(args[0] as string) as Step[]) {
    const chosen = group(step.group);
    if (chosen.rank < 0) continue;
    const on = step.values.length % 2 === 0 ? duplicate({ on: chosen }) : chosen;
    console.log(JSON.stringify({ result: run(step, on) }));
  }`;

/** What a rank of the communicator gets, computed plainly. */
function expected({ call, root, algorithm, values }: Step, rank: number): unknown {
  const texts = values.map((list) => list.join(""));
  const column = (i: number) => values.map((list) => list[i] as string);
  if (call === "broadcast") return values[root];
  if (call === "scatter") return values[root]?.[rank];
  if (call === "gather") return rank === root ? values : "none";
  if (call === "allGather") return values;
  if (call === "allToAll") return column(rank);
  if (call === "reduce") return rank === root ? texts.join("") : "none";
  if (call === "allReduce" && (algorithm === "halving" || algorithm === "ring"))
    return values[0]?.map((_, i) => column(i).join(""));
  if (call === "allReduce") return texts.join("");
  if (call === "reduceScatter") return column(rank).join("");
  if (call === "scan") return texts.slice(0, rank + 1).join("");
  return rank === 0 ? "first" : texts.slice(0, rank).join("");
}

/** Numbers of a seed, each below its argument. */
function dice(seed: number): (below: number) => number {
  let state = seed * 7919 + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

function pick<T>(draw: (below: number) => number, items: readonly T[]): T {
  return items[draw(items.length)] as T;
}

function randomStep(draw: (below: number) => number, size: number): Step {
  const call = pick(draw, Object.keys(ALGORITHMS));
  const group = shuffled(draw, size).slice(0, 1 + draw(size));
  let algorithm = draw(3) === 0 ? undefined : pick(draw, ALGORITHMS[call] as readonly string[]);
  if (algorithm === "halving" && !Number.isInteger(Math.log2(group.length))) algorithm = "tree";
  const text = (rank: number, i: number) => `<${rank}${"x".repeat(draw(30))}${i}>`;
  const values = group.map((_, rank) => group.map((_, i) => text(rank, i)));
  return { call, root: draw(group.length), algorithm, group, values };
}

function shuffled(draw: (below: number) => number, size: number): number[] {
  const ranks = Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const j = draw(i + 1);
    [ranks[i], ranks[j]] = [ranks[j] as number, ranks[i] as number];
  }
  return ranks;
}

describe("collectives agree with a plain computation", () => {
  it.each(Array.from({ length: 24 }, (_, i) => i + 1))("seed %i", (seed) => {
    const draw = dice(seed);
    const size = 1 + draw(8);
    const steps = Array.from({ length: 14 }, () => randomStep(draw, size));
    const results = runWorld(compileText(PROGRAM), { size, args: [JSON.stringify(steps)] });
    results.forEach(({ end, lines }, rank) => {
      const own = steps.filter(({ group }) => group.includes(rank));
      expect(end, `rank ${rank}`).toBe("ok");
      expect(lines.map((line) => JSON.parse(line).result)).toEqual(
        own.map((step) => expected(step, step.group.indexOf(rank))),
      );
    });
  });
});

describe.each(["ring", "binary"])("broadcast by %s passes a value on in parts", (algorithm) => {
  // JSON adds two quotes: 16382 letters are two whole parts, and an empty one behind them.
  it.each([0, 8190, 16_382, 60_000])("of %i bytes", (length) => {
    const program = `import { broadcast, rank } from "vnetos";
      const text = broadcast(rank === 1 ? "abcde".repeat(${length / 5 + 1}).slice(0, ${length}) : "",
        { root: 1, algorithm: "${algorithm}" });
      console.log(text.length + text.slice(-1));`;
    const results = runWorld(compileText(program), { size: 6 });
    const last = length === 0 ? "" : "abcde"[(length - 1) % 5];
    expect(results.map(({ lines }) => lines)).toEqual(Array(6).fill([`${length}${last}`]));
  });
});

it("allReduce by ring joins long lists in rank order, on any number of ranks", () => {
  const program = `import { allReduce, each, rank } from "vnetos";
    const list: string[] = [];
    for (let i = 0; i < 2300; i++) list.push(rank + "." + i + " ");
    const joined = allReduce<readonly string[]>(list, each((a, b) => a + b), { algorithm: "ring" });
    console.log(JSON.stringify([joined.length, joined[0], joined[1023], joined[1024], joined[2299]]));`;
  for (const size of [1, 2, 3, 5, 8]) {
    const all = (i: number) => Array.from({ length: size }, (_, rank) => `${rank}.${i} `).join("");
    const wanted = JSON.stringify([2300, all(0), all(1023), all(1024), all(2299)]);
    const results = runWorld(compileText(program), { size });
    expect(results.map(({ lines }) => lines)).toEqual(Array(size).fill([wanted]));
  }
});

it("allReduce by ring tells lists of unequal lengths", () => {
  const program = `import { allReduce, each, rank, sum } from "vnetos";
    const list: number[] = [];
    for (let i = 0; i < (rank === 1 ? 1024 : 512); i++) list.push(i);
    allReduce<readonly number[]>(list, each(sum), { algorithm: "ring" });`;
  for (const { end } of runWorld(compileText(program), { size: 3 }))
    expect(end).toBe("VnetosError: allReduce(value): lists of unequal lengths, 512 and 1024");
});

it("allReduce takes lists of any length", () => {
  const program = `import { allReduce, each, rank, sum } from "vnetos";
    const list: number[] = [];
    for (let i = 0; i < 40000; i++) list.push(rank);
    console.log(allReduce<readonly number[]>(list, each(sum))[39999]);`;
  for (const { lines } of runWorld(compileText(program), { size: 2 })) expect(lines).toEqual(["1"]);
});

it("allReduce gives the same digits by every algorithm where size is a power of two", () => {
  const program = `import { allReduce, each, random, rank, sum } from "vnetos";
    const draw = random(3, rank);
    const list: number[] = [];
    for (let i = 0; i < 1100; i++) list.push(draw());
    const results = (["tree", "doubling", "halving"] as const).map((algorithm) =>
      JSON.stringify(allReduce<readonly number[]>(list, each(sum), { algorithm })));
    const usual = JSON.stringify(allReduce<readonly number[]>(list, each(sum)));
    console.log(String(results.every((result) => result === usual)));`;
  for (const { lines } of runWorld(compileText(program), { size: 8 }))
    expect(lines).toEqual(["true"]);
});
