import { describe, expect, it } from "vitest";
import { runWorld, type WorldOptions } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

function endsOf(program: string, options: WorldOptions): string[] {
  return runWorld(compileText(program), options).map(({ end }) => end);
}

const WRONG_CALLS: [call: string, message: string][] = [
  ["send(9, 1)", "send(to): rank 9 is out of range 0..1"],
  ["send(0.5, 1)", "send(to): rank 0.5 is out of range 0..1"],
  ["send(1, 1, { timeoutMs: -1 })", "send(timeoutMs): -1 is no time, give 0 ms or more"],
  [
    "send(1, { items: [1, () => 2] })",
    "send(value): value.items[1] is a function: JSON cannot carry it",
  ],
  ["send(1, [0 / 0])", "send(value): value[0] is NaN: JSON cannot carry it"],
  ["receive({ from: -1 })", "receive(from): rank -1 is out of range 0..1"],
  ["receive({ timeoutMs: -5 })", "receive(timeoutMs): -5 is no time, give 0 ms or more"],
  ["receiveFrom(2)", "receiveFrom(from): rank 2 is out of range 0..1"],
  ["tryReceive({ from: 2 })", "tryReceive(from): rank 2 is out of range 0..1"],
  ["broadcast(1, { root: 2 })", "broadcast(root): rank 2 is out of range 0..1"],
  ["reduce(1, sum, { root: -1 })", "reduce(root): rank -1 is out of range 0..1"],
  ["gather(1, { root: 2 })", "gather(root): rank 2 is out of range 0..1"],
  ["scatter([1, 2], { root: 7 })", "scatter(root): rank 7 is out of range 0..1"],
  ["sleep(-1)", "sleep(ms): -1 is no time, give 0 ms or more"],
  ["random(0.5)", "random(seed): 0.5 is no whole number 0..2147483645"],
  ["random(1, -1)", "random(stream): -1 is no whole number 0..2147483645"],
  ['saveFile("a/b", "")', 'saveFile(name): "a/b" is no plain file name'],
  ['saveFile("a", [256])', "saveFile(content): content[0] is 256, no byte"],
];

it.each(WRONG_CALLS)("%s names the argument", (call, message) => {
  const [name] = call.split("(");
  const names = call.includes("sum") ? `${name}, sum` : name;
  const program = `import { rank, ${names} } from "vnetos"; if (rank === 0) ${call};`;
  expect(endsOf(program, { size: 2 })).toEqual([`VnetosError: ${message}`, "ok"]);
});

it("names a scatter of the wrong length, on every rank", () => {
  const program = `import { scatter } from "vnetos"; scatter([1, 2]);`;
  const message = "VnetosError: scatter(values): 2 values for 3 ranks";
  expect(endsOf(program, { size: 3 })).toEqual([message, message, message]);
});

describe("a rank that has ended", () => {
  it("fails who waits for it or sends to it", () => {
    const program = `import { rank, receiveFrom, send, sleep } from "vnetos";
      if (rank === 1) receiveFrom(0);
      if (rank === 2) { sleep(10); send(0, "x"); }`;
    const message = "VnetosError: rank 0 (b0) has ended";
    expect(endsOf(program, { size: 3 })).toEqual(["ok", message, message]);
  });

  it("is not told to who waits for any rank, until all have ended", () => {
    const program = `import { rank, receive, send } from "vnetos";
      if (rank === 1) send(0, "last words");
      if (rank === 0) for (;;) console.log(receive<string>().value);`;
    const results = runWorld(compileText(program), { size: 4 });
    expect(results[0]?.lines).toEqual(["last words"]);
    expect(results[0]?.end).toBe("VnetosError: every other rank has ended");
  });

  it("fails a wait for oneself", () => {
    const program = `import { rank, receiveFrom } from "vnetos"; receiveFrom(rank);`;
    expect(endsOf(program, { size: 1 })).toEqual(["VnetosError: this rank waits for itself"]);
  });
});

it("tells who waits for any rank once of each rank that is lost", () => {
  const program = `import { rank, receive, send, sleep } from "vnetos";
    if (rank === 2) for (;;) sleep(1);
    if (rank === 1) { sleep(500); send(0, "still here"); }
    if (rank === 0) {
      try { receive(); } catch (error) { console.log("" + error); }
      console.log(receive<string>().value);
    }`;
  const [first] = runWorld(compileText(program), { size: 3, lost: { rank: 2, afterCalls: 3 } });
  expect(first?.lines).toEqual(["VnetosError: rank 2 (b2) does not answer", "still here"]);
});

it.each([
  ["barrier()", "broadcast(1)"],
  ["reduce(1, sum)", "gather(1)"],
])("ranks in different collectives, %s and %s, fail with both names", (left, right) => {
  const program = `import { barrier, broadcast, gather, rank, reduce, sum } from "vnetos";
    if (rank === 0) ${left}; else ${right};
    barrier();`;
  const [first, second] = endsOf(program, { size: 2 });
  const end = ": all ranks make the same calls in the same order, with the same root";
  expect(first).toMatch(
    /^VnetosError: rank \d \(b\d\) is in "\w+ #\d", rank \d \(b\d\) in "\w+ #\d"/,
  );
  expect(first?.endsWith(end)).toBe(true);
  expect(second).toBe(first);
});

it("an error in an operator fails the call on every rank", () => {
  const program = `import { allReduce, rank } from "vnetos";
    allReduce(rank, (a, b) => { if (b === 3) throw new Error("no threes"); return a + b; });`;
  const ends = endsOf(program, { size: 5 });
  expect(ends[2]).toBe("Error: no threes");
  const told = "VnetosError: rank 2 (b2) has failed in allReduce: Error: no threes";
  for (const rank of [0, 1, 3, 4]) expect(ends[rank]).toBe(told);
});

describe("a node that dies in the middle of collectives", () => {
  const program =
    compileText(`import { allReduce, barrier, gather, rank, scatter, size, sum } from "vnetos";
    for (let i = 0; i < 3; i++) {
      barrier();
      const values = gather(allReduce(rank, sum));
      scatter(values ?? []);
    }
    for (;;) barrier();`);

  it.each([2, 3, 5, 8])("gives each of %i ranks an error that names it, never a hang", (size) => {
    for (let afterCalls = 1; afterCalls <= 61; afterCalls += 6) {
      const rank = afterCalls % size;
      const ends = runWorld(program, { size, lost: { rank, afterCalls } }).map(({ end }) => end);
      const expected = Array(size).fill(`VnetosError: rank ${rank} (b${rank}) does not answer`);
      expected[rank] = "lost";
      expect(ends, `lost at call ${afterCalls}`).toEqual(expected);
    }
  });
});
