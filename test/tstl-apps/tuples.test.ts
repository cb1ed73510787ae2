import { expect, it } from "vitest";
import { runWorld, type WorldOptions } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const IMPORTS = `
  import { barrier, rank, size, sleep, VnetosError } from "vnetos";
  import { aBoolean, aList, aNumber, anObject, aString, anything, tupleSpace } from "vnetos/tuples";
  const space = tupleSpace("work");
`;

function run(program: string, options: WorldOptions) {
  return runWorld(compileText(IMPORTS + program), options);
}

function linesOf(program: string, options: WorldOptions): (readonly string[])[] {
  const results = run(program, options);
  expect(results.map(({ end }) => end)).toEqual(Array(options.size).fill("ok"));
  return results.map(({ lines }) => lines);
}

it("out, in, rd: by value and by type, the oldest first", () => {
  const lines = linesOf(
    `space.out(["job", 1, "one"]);
     space.out(["job", 2, "two"]);
     space.out(["job", true, [1, 2]]);
     space.out(["point", { x: 1, y: 2 }]);
     const [, n, text] = space.rd(["job", aNumber, aString]);
     console.log(n, text, space.count(["job", anything, anything]));
     console.log(space.in(["job", 2, aString])[2], space.in(["job", aNumber, aString])[2]);
     const [, , list] = space.in(["job", aBoolean, aList<number>()]);
     console.log(list.length, space.in(["point", anObject<{ x: number; y: number }>()])[1].y);
     console.log(space.inp(["job", anything, anything]) === undefined, space.rdp(["point", anything]) === undefined);`,
    { size: 1 },
  );
  expect(lines[0]).toEqual(["1 one 3", "two one", "2 2", "true true"]);
});

it("a task bag: workers take jobs, results come back", () => {
  const lines = linesOf(
    `if (rank === 0) {
       for (let i = 0; i < 12; i++) space.out(["job", i]);
       let sum = 0;
       for (let i = 0; i < 12; i++) sum += space.in(["result", aNumber])[1];
       for (let i = 1; i < size; i++) space.out(["job", -1]);
       console.log(sum);
     } else for (;;) {
       const [, n] = space.in(["job", aNumber]);
       if (n < 0) break;
       space.out(["result", n * n]);
     }
     barrier();`,
    { size: 4 },
  );
  expect(lines[0]).toEqual(["506"]);
});

it("a tuple goes to one who takes, and to all who read", () => {
  const lines = linesOf(
    `if (rank === 0) { sleep(100); space.out(["news", 7]); barrier(); console.log(space.count(["news", aNumber])); }
     else if (rank <= 2) { console.log("read", space.rd(["news", aNumber])[1]); barrier(); }
     else { sleep(50 + rank); const found = rank === 3 ? space.in(["news", 7]) : undefined; console.log("took", found?.[1] ?? 0); barrier(); }`,
    { size: 5 },
  );
  expect(lines).toEqual([["0"], ["read 7"], ["read 7"], ["took 7"], ["took 0"]]);
});

it("a time-out ends a wait, and takes nothing", () => {
  const lines = linesOf(
    `if (rank === 1) try { space.in(["x", aNumber], { timeoutMs: 50 }); }
     catch (error) { console.log((error as VnetosError).code, (error as VnetosError).message); }
     barrier();
     space.out(["x", rank]);
     barrier();
     console.log(space.count(["x", aNumber]));
     barrier();`,
    { size: 2 },
  );
  expect(lines[1]?.[0]).toMatch(
    /^timeout in: in the space "work" came no tuple that fits .* within 50 ms$/,
  );
  expect([lines[0]?.[0], lines[1]?.[1]]).toEqual(["2", "2"]);
});

it("the home rank that dies is named; a dead taker's wait is dropped", () => {
  const results = run(
    `if (rank === 0) for (;;) sleep(10);
     try { space.in(["never"]); } catch (error) { console.log((error as VnetosError).message); }`,
    { size: 2, lost: { rank: 0, afterCalls: 25 } },
  );
  expect(results[1]).toMatchObject({ end: "ok", lines: ["rank 0 (b0) does not answer"] });
  const taker = run(
    `if (rank === 1) { space.in(["job"]); }
     if (rank === 0) { sleep(500); space.out(["job"]); sleep(10); console.log(space.count(["job"])); }`,
    { size: 2, lost: { rank: 1, afterCalls: 4 } },
  );
  expect(taker[0]?.lines).toEqual(["1"]);
});

it("wrong arguments are named at the call", () => {
  const lines = linesOf(
    `const attempts = [
       () => tupleSpace(""), () => tupleSpace("a", { home: 3 }), () => space.out([]), () => space.out([() => 1]),
       () => space.in([]), () => space.in([[1]] as unknown as [number]), () => space.rd(["a"], { timeoutMs: -1 }),
     ];
     for (const attempt of attempts)
       try { attempt(); console.log("no error"); } catch (error) { console.log((error as VnetosError).message); }`,
    { size: 1 },
  );
  expect(lines[0]?.map((line) => line.split(":")[0])).toEqual([
    "tupleSpace(name)",
    "tupleSpace(home)",
    "out(tuple)",
    "out(tuple)",
    "in(pattern)",
    "in(pattern)",
    "rd(timeoutMs)",
  ]);
});
