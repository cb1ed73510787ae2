import { expect, it } from "vitest";
import { runWorld, type WorldOptions } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const IMPORTS = `
  import { barrier, rank, size, sleep, now, VnetosError } from "vnetos";
  import { after, at, type Channel, channel, close, each, join, onRead, otherwise, par, placedPar, read, readEnd,
    type ReadEnd, select, spawn, write, writeEnd, type WriteEnd } from "vnetos/csp";
`;

function run(program: string, options: WorldOptions) {
  return runWorld(compileText(IMPORTS + program), options);
}

function linesOf(program: string, options: WorldOptions): (readonly string[])[] {
  const results = run(program, options);
  expect(results.map(({ end }) => end)).toEqual(Array(options.size).fill("ok"));
  return results.map(({ lines }) => lines);
}

const alone = (program: string) => linesOf(program, { size: 1 })[0];

it("a rendezvous: the writer goes on when its value is read", () => {
  const lines = alone(
    `const c = channel<number>();
     par(
       () => { for (let i = 0; i < 2; i++) { console.log("writes " + i); write(c, i); console.log("wrote " + i); } },
       () => { sleep(50); console.log("reads"); console.log(read(c)); sleep(50); console.log(read(c)); },
     );`,
  );
  expect(lines?.indexOf("wrote 0")).toBeGreaterThan(lines?.indexOf("reads") ?? 99);
  expect(lines?.indexOf("wrote 1")).toBeGreaterThan(lines?.indexOf("wrote 0") ?? 99);
  expect(lines?.filter((line) => /^\d$/.test(line))).toEqual(["0", "1"]);
});

it("room: as many writes as there is room do not wait", () => {
  const lines = alone(
    `const c = channel<number>("c", { room: 2 });
     par(
       () => { for (let i = 0; i < 4; i++) { write(c, i); console.log("w" + i); } },
       () => { sleep(10); console.log("-"); for (let i = 0; i < 4; i++) console.log("r" + read(c)); },
     );`,
  );
  expect(lines?.slice(0, 3)).toEqual(["w0", "w1", "-"]);
  expect(lines?.filter((line) => line.startsWith("r"))).toEqual(["r0", "r1", "r2", "r3"]);
});

it("many writers and readers: every value is read once; one reader sees each writer's order", () => {
  const lines = alone(
    `const c = channel<string>();
     const got: string[] = [];
     const writer = (name: string) => () => { for (let i = 0; i < 5; i++) write(c, name + i); };
     const reader = (count: number) => () => { for (let i = 0; i < count; i++) got.push(read(c)); };
     par(writer("a"), reader(5), writer("b"), reader(5));
     console.log(got.sort().join(" "));
     got.length = 0;
     par(writer("a"), writer("b"), reader(10));
     console.log(got.filter((v) => v.startsWith("a")).join(" "), got.filter((v) => v.startsWith("b")).join(" "));`,
  );
  expect(lines).toEqual(["a0 a1 a2 a3 a4 b0 b1 b2 b3 b4", "a0 a1 a2 a3 a4 b0 b1 b2 b3 b4"]);
});

it("the sieve of Eratosthenes as a chain of processes that grows", () => {
  const lines = alone(
    `function numbers(out: WriteEnd<number>) { for (let n = 2; n < 60; n++) write(out, n); close(out); }
     function filter(prime: number, from: ReadEnd<number>, to: WriteEnd<number>) {
       for (const n of each(from)) if (n % prime !== 0) write(to, n);
       close(to);
     }
     let source: Channel<number> = channel<number>();
     const first = source;
     spawn(() => numbers(first));
     const primes: number[] = [];
     for (;;) {
       const step = source;
       let prime: number | undefined;
       for (const n of each(step)) { prime = n; break; }
       if (prime === undefined) break;
       primes.push(prime);
       const next = channel<number>();
       const p = prime;
       spawn(() => filter(p, step, next));
       source = next;
     }
     console.log(primes.join(" "));`,
  );
  expect(lines).toEqual(["2 3 5 7 11 13 17 19 23 29 31 37 41 43 47 53 59"]);
});

it("processes on several ranks, a channel with its home at the reader", () => {
  const lines = linesOf(
    `const squares = channel<number>("squares", { home: size - 1 });
     const writers: ReturnType<typeof at>[] = [];
     for (let r = 0; r < size; r++) writers.push(at(r, () => { for (let i = 0; i < 3; i++) write(squares, (r * 10 + i) ** 2); }));
     let sum = 0;
     placedPar(...writers, at(size - 1, () => { for (let i = 0; i < 3 * size; i++) sum += read(squares); }));
     console.log(sum);`,
    { size: 4 },
  );
  let sum = 0;
  for (let r = 0; r < 4; r++) for (let i = 0; i < 3; i++) sum += (r * 10 + i) ** 2;
  expect(lines).toEqual([["0"], ["0"], ["0"], [String(sum)]]);
});

it("channel ends can be sent: answers come through a channel that the question brings", () => {
  const lines = linesOf(
    `interface Question { n: number; reply: WriteEnd<string> }
     const questions = channel<Question>("questions", { home: 0 });
     placedPar(
       at(0, () => { for (let i = 0; i < size - 1; i++) { const { n, reply } = read(questions); write(reply, "twice " + n * 2); } }),
       ...[1, 2].map((r) => at(r, () => {
         const answer = channel<string>();
         write(questions, { n: r * 5, reply: writeEnd(answer) });
         console.log(read(answer));
       })),
     );`,
    { size: 3 },
  );
  expect(lines).toEqual([[], ["twice 10"], ["twice 20"]]);
});

it("a reading end can be sent to another rank, which then reads", () => {
  const lines = linesOf(
    `const ends = channel<ReadEnd<number>>("ends", { home: 1 });
     placedPar(
       at(0, () => { const c = channel<number>(); write(ends, readEnd(c)); for (let i = 0; i < 4; i++) write(c, i); close(c); }),
       at(1, () => { for (const n of each(read(ends))) console.log(n); }),
     );`,
    { size: 2 },
  );
  expect(lines[1]).toEqual(["0", "1", "2", "3"]);
});

it("select takes one value and leaves the others, in turn", () => {
  const lines = alone(
    `const a = channel<string>("a", { room: 9 }), b = channel<string>("b", { room: 9 });
     for (let i = 0; i < 4; i++) { write(a, "a" + i); write(b, "b" + i); }
     const got: string[] = [];
     for (let i = 0; i < 8; i++) got.push(select([onRead(a, (v) => v), onRead(b, (v) => v)]));
     console.log(got.filter((v) => v.startsWith("a")).join(" "), got.filter((v) => v.startsWith("b")).join(" "));
     const early = got.slice(0, 4);
     console.log(early.some((v) => v.startsWith("a")), early.some((v) => v.startsWith("b")));`,
  );
  expect(lines).toEqual(["a0 a1 a2 a3 b0 b1 b2 b3", "true true"]);
});

it("select over channels of several ranks loses nothing and takes nothing twice", () => {
  const lines = linesOf(
    `const ways: Channel<string>[] = [];
     for (let r = 0; r < size; r++) ways.push(channel<string>("way" + r, { home: r, room: r % 2 }));
     const got: string[] = [];
     placedPar(
       ...ways.map((way, r) => at((r + 1) % size, () => { for (let i = 0; i < 5; i++) { write(way, r + "." + i); if (i % 2 === r % 2) sleep(3); } })),
       at(0, () => {
         for (let i = 0; i < 5 * size; i++) got.push(select(ways.map((way) => onRead(way, (v) => v))));
       }),
     );
     if (rank === 0) {
       console.log([...got].sort().join(" "));
       for (let r = 0; r < size; r++) console.log(got.filter((v) => v.startsWith(r + ".")).join(" "));
     }`,
    { size: 3 },
  );
  const all = [0, 1, 2].map((r) => [0, 1, 2, 3, 4].map((i) => `${r}.${i}`).join(" "));
  expect(lines[0]).toEqual([all.join(" "), ...all]);
});

it("a select that declines keeps the rendezvous: the writer waits on", () => {
  const lines = linesOf(
    `const a = channel<number>("a", { home: 0 }), b = channel<number>("b", { home: 1 });
     placedPar(
       at(0, () => { write(a, 1); console.log("a was read at " + now()); }),
       at(1, () => { write(b, 2); console.log("b was read at " + now()); }),
       at(2, () => {
         sleep(20);
         const first = select([onRead(a, (v) => v), onRead(b, (v) => v)]);
         sleep(200);
         console.log(first + " then " + read(first === 1 ? b : a));
       }),
     );`,
    { size: 3 },
  );
  const [a, b] = [lines[0]?.[0], lines[1]?.[0]].map((line) => Number(line?.split(" at ")[1]));
  expect(Math.abs((a as number) - (b as number))).toBeGreaterThanOrEqual(190);
  expect(["1 then 2", "2 then 1"]).toContain(lines[2]?.[0]);
});

it("time-outs and otherwise", () => {
  const lines = alone(
    `const c = channel<number>();
     const begin = now();
     console.log(select([onRead(c, (v) => "value " + v), after(120, () => "late"), after(500, () => "later")]));
     console.log(now() - begin >= 120, now() - begin < 500);
     console.log(select([onRead(c, (v) => "value " + v), otherwise(() => "nothing")]));
     spawn(() => write(c, 7));
     sleep(1);
     console.log(select([onRead(c, (v) => "value " + v), otherwise(() => "nothing")]));
     try { read(c, { timeoutMs: 30 }); } catch (error) { console.log((error as VnetosError).code); }
     try { write(c, 5, { timeoutMs: 30 }); } catch (error) { console.log((error as VnetosError).code); }
     spawn(() => write(c, 8));
     console.log(read(c, { timeoutMs: 30 }));`,
  );
  expect(lines).toEqual(["late", "true true", "nothing", "value 7", "timeout", "timeout", "8"]);
});

it("otherwise looks at the channels of other ranks too", () => {
  const lines = linesOf(
    `const c = channel<string>("c", { home: 1, room: 1 });
     if (rank === 1) write(c, "there");
     barrier();
     if (rank === 0) for (let i = 0; i < 2; i++) console.log(select([onRead(c, (v) => v), otherwise(() => "empty")]));
     barrier();`,
    { size: 2 },
  );
  expect(lines[0]).toEqual(["there", "empty"]);
});

it("closed channels end loops, refuse writes, and are left out of a select", () => {
  const lines = alone(
    `const c = channel<number>("c", { room: 3 }), d = channel<number>("d", { room: 1 });
     write(c, 1); write(c, 2); close(c); close(c);
     for (const n of each(c)) console.log(n);
     for (const attempt of [() => write(c, 3), () => read(c), () => select([onRead(c, () => 0)])])
       try { attempt(); } catch (error) { console.log((error as VnetosError).code, (error as VnetosError).message); }
     write(d, 4);
     console.log(select([onRead(c, (v) => v), onRead(d, (v) => v)]));`,
  );
  expect(lines).toEqual([
    "1",
    "2",
    'closed channel "c" is closed',
    'closed channel "c" is closed',
    'closed select: closed are all of channel "c"',
    "4",
  ]);
});

it("a deadlock is told, with what each process waits for", () => {
  const [only] = run(
    `const left = channel<number>("left"), right = channel<number>("right");
     par(() => { read(left); write(right, 1); }, () => { read(right); write(left, 1); });`,
    { size: 1 },
  );
  expect(only?.end).toContain("everything in this program waits");
  expect(only?.end).toContain('process 1 waits for channel "left"');
  expect(only?.end).toContain('process 2 waits for channel "right"');
});

it("a process that fails ends par with its error, on every rank", () => {
  const results = run(
    `placedPar(at(0, () => { throw new Error("no fork"); }), at(1, () => { read(channel<number>("c", { home: 1 })); }));`,
    { size: 2 },
  );
  expect(results[0]?.end).toContain("no fork");
  expect(results[1]?.end).toContain("rank 0 (b0)");
  expect(results[1]?.end).toContain("no fork");
});

it("a home rank that dies is named to readers, writers and selects", () => {
  const results = run(
    `const c = channel<number>("c", { home: 2 });
     const attempts = [() => read(c), () => write(c, 1), () => select([onRead(c, () => 0), after(60000, () => 1)])];
     if (rank === 2) for (;;) sleep(10);
     if (rank < 2) for (const attempt of attempts)
       try { attempt(); console.log("no error"); } catch (error) { console.log((error as VnetosError).message); }`,
    { size: 3, lost: { rank: 2, afterCalls: 20 } },
  );
  for (const rank of [0, 1]) {
    expect(results[rank]?.end).toBe("ok");
    expect(results[rank]?.lines).toHaveLength(3);
    for (const line of results[rank]?.lines ?? []) expect(line).toMatch(/rank 2 \(b2\)/);
  }
});

it("a reader that dies holding a value in reserve loses nothing", () => {
  const results = run(
    `const c = channel<number>("c", { home: 0 });
     if (rank === 0) { write(c, 42); console.log("read"); sleep(1000); }
     if (rank === 1) { const d = channel<number>("d", { home: 0 }); select([onRead(d, () => 0), onRead(c, () => 0)]); sleep(60000); }
     if (rank === 2) { sleep(500); console.log(read(c, { timeoutMs: 100 })); }`,
    { size: 3, lost: { rank: 1, afterCalls: 7 } },
  );
  const read = results[2]?.lines[0] === "42";
  // Either the dead rank had accepted the value, or it went to the next reader: never both, never neither.
  expect(results[0]?.lines).toEqual(read || results[2]?.end.includes("timeout") ? ["read"] : []);
});

it("wrong arguments are named at the call", () => {
  const lines = alone(
    `const c = channel<unknown>();
     const attempts = [
       () => channel("a b"), () => channel("a", { room: -1 }), () => channel("a", { home: 4 }),
       () => write(c, () => 1), () => read(c, { timeoutMs: -5 }), () => after(Number.NaN, () => 1),
       () => at(7, () => {}), () => select([]),
     ];
     for (const attempt of attempts)
       try { attempt(); console.log("no error"); } catch (error) { console.log((error as VnetosError).message); }`,
  );
  expect(lines?.map((line) => line.split(":")[0])).toEqual([
    "channel(name)",
    "channel(room)",
    "channel(home)",
    "write(value)",
    "read(timeoutMs)",
    "after(ms)",
    "at(rank)",
    "select(guards)",
  ]);
});

const INSIDE = `
  function* taking(from: Channel<number>): Generator<number> { yield read(from); }
  const [a, b] = [channel<number>("a"), channel<number>("b")];`;

it("a wait inside a generator lets processes go on that wait in plain functions", () => {
  const lines = alone(
    `${INSIDE}
     par(
       () => { for (const value of taking(a)) console.log("a " + value); },
       () => { sleep(5); console.log("goes on"); write(a, 1); console.log("b " + read(b)); },
       () => { sleep(20); write(b, 2); },
     );`,
  );
  expect(lines).toEqual(["goes on", "a 1", "b 2"]);
});

it("waits inside generators that lock each other are told, with who holds the others up", () => {
  const [result] = run(
    `${INSIDE}
     par(
       () => { for (const value of taking(a)) console.log("a " + value); write(b, 2); },
       () => { sleep(1); write(a, 1); for (const value of taking(b)) console.log("b " + value); },
     );`,
    { size: 1 },
  );
  expect(result?.end).toMatch(
    /^VnetosError: everything in this program waits for each other.*; process 2 waits in a generator or an async function/,
  );
});
