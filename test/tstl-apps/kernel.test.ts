import { describe, expect, it } from "vitest";
import { runWorld, type WorldOptions } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";
import { compileProgram } from "../toolchain/support/compile.ts";

const KERNEL = `
  import { join, park, pause, spawn, wake, waiter } from "vnetos/kernel/fiber";
  import { serve } from "vnetos/kernel/service";
  import { awaitDelivery, forget, post } from "vnetos/kernel/post";
  import { allReduce, rank, receive, receiveFrom, send, size, sleep, sum, tryReceive } from "vnetos";
  import { duplicate } from "vnetos/parallel";
  void [join, park, pause, spawn, wake, waiter, serve, awaitDelivery, forget, post];
  void [allReduce, duplicate, rank, receive, receiveFrom, send, size, sleep, sum, tryReceive];`;

function run(body: string, options: WorldOptions) {
  return runWorld(compileText(`${KERNEL}\n${body}`), options);
}

/** The lines of each rank; all must have ended well. */
function linesOf(body: string, options: WorldOptions) {
  const results = run(body, options);
  expect(results.map(({ end }) => end)).toEqual(results.map(() => "ok"));
  return results.map(({ lines }) => lines);
}

describe("fibers", () => {
  it("run by turns while one of them waits, in the order of their deadlines", () => {
    const [lines] = linesOf(
      `const fibers = [30, 10, 20].map((ms) => spawn(() => { sleep(ms); console.log(String(ms)); }));
       console.log("spawned");
       sleep(15);
       console.log("main");
       for (const fiber of fibers) join(fiber);
       console.log("joined");`,
      { size: 1 },
    );
    expect(lines).toEqual(["spawned", "10", "main", "20", "30", "joined"]);
  });

  it("receive and send at once, each its own", () => {
    const lines = linesOf(
      `const got: string[] = [];
       if (rank === 0) {
         const fibers = [1, 2].map((from) => spawn(() => {
           for (let i = 0; i < 3; i++) {
             const text = receiveFrom<string>(from);
             got.push(text);
           }
         }));
         for (const fiber of fibers) join(fiber);
         console.log(got.sort().join(" "));
       } else for (let i = 0; i < 3; i++) { sleep(10 / rank); send(0, "r" + rank + "m" + i); }`,
      { size: 3 },
    );
    expect(lines[0]).toEqual(["r1m0 r1m1 r1m2 r2m0 r2m1 r2m2"]);
  });

  it("send long messages past a receiver that is slow, without holding up the others", () => {
    const lines = linesOf(
      `if (rank === 0) {
         const slow = spawn(() => { send(1, "x".repeat(200000)); console.log("long one is there"); });
         const quick = spawn(() => { sleep(5); console.log("quick"); });
         join(quick);
         join(slow);
       } else { sleep(100); console.log(String(receiveFrom<string>(0).length)); }`,
      { size: 2 },
    );
    expect(lines).toEqual([["quick", "long one is there"], ["200000"]]);
  });

  it("wake each other, before or after the other parks", () => {
    const [lines] = linesOf(
      `const [first, second] = [waiter(), waiter()];
       wake(first);
       const fiber = spawn(() => {
         park(first, "waits");
         console.log("went through");
         console.log(String(park(second, "waits")));
       });
       sleep(5);
       console.log("waking");
       wake(second);
       join(fiber);
       console.log(String(park(waiter(), "waits", 5)));`,
      { size: 1 },
    );
    expect(lines).toEqual(["went through", "waking", "true", "false"]);
  });

  it("pass messages to themselves", () => {
    const [lines] = linesOf(
      `const fiber = spawn(() => console.log(receiveFrom<string>(rank)));
       sleep(1);
       send(rank, "to myself");
       join(fiber);`,
      { size: 1 },
    );
    expect(lines).toEqual(["to myself"]);
  });

  it("let nobody starve who always has something to do", () => {
    const [lines] = linesOf(
      `let stop = false;
       const busy = [1, 2].map(() => spawn(() => { while (!stop) pause(); }));
       if (rank === 0) {
         console.log(receiveFrom<string>(1));
         stop = true;
         for (const fiber of busy) join(fiber);
       } else { send(0, "heard"); stop = true; sleep(0); }`,
      { size: 2 },
    );
    expect(lines).toEqual(["heard"]);
  });

  it("raise what nobody joins in the main program, and what is joined there", () => {
    const [result] = run(
      `const joined = spawn(() => { sleep(1); throw new Error("first"); });
       try { join(joined); } catch (error) { console.log("caught " + error); }
       spawn(() => { throw new Error("second"); });
       spawn(() => {}, { onEnd: (error) => console.log("ended " + (error === undefined)) });
       sleep(10);`,
      { size: 1 },
    );
    expect(result?.lines).toEqual(["caught Error: first", "ended true"]);
    expect(result?.end).toBe("Error: second");
  });

  it("that all wait for each other end with an error that names them", () => {
    const [result] = run(
      `for (const name of ["Ada", "Bob"]) spawn(() => park(waiter(), "waits for a fork"), { name });
       join(spawn(() => park(waiter(), "waits for both"), { name: "Eve" }));`,
      { size: 1 },
    );
    expect(result?.end).toBe(
      "VnetosError: everything in this program waits for each other: " +
        "Ada waits for a fork, Bob waits for a fork, Eve waits for both",
    );
  });

  it("learn of a rank that is lost, each that waits for it", () => {
    const [result] = run(
      `if (rank === 1) for (;;) sleep(1);
       const fiber = spawn(() => {
         try { receiveFrom(1); } catch (error) { console.log("fiber: " + error); }
       });
       try { receiveFrom(1); } catch (error) { console.log("main: " + error); }
       join(fiber);`,
      { size: 2, lost: { rank: 1, afterCalls: 5 } },
    );
    expect(result?.lines.toSorted()).toEqual([
      "fiber: VnetosError: rank 1 (b1) does not answer",
      "main: VnetosError: rank 1 (b1) does not answer",
    ]);
  });

  it("wait inside async functions too", () => {
    const lines = linesOf(
      `let ticks = 0;
       async function ask(): Promise<string> { return receiveFrom<string>(1); }
       async function main(): Promise<void> {
         spawn(() => { for (;;) { sleep(1); ticks++; } });
         console.log(await ask());
         console.log(String(ticks > 3));
       }
       if (rank === 0) main(); else { sleep(10); send(0, "answer"); }`,
      { size: 2 },
    );
    expect(lines[0]).toEqual(["answer", "true"]);
  });
});

describe("services", () => {
  it("are given what comes while the rank waits for something else", () => {
    const lines = linesOf(
      `if (rank === 0) {
         serve("square", { message: ({ from, tag, body }) => forget(post(from, "", tag, String(Number(body) ** 2))) });
         console.log(receiveFrom<string>(size - 1));
       } else {
         post(0, "square", "", String(rank + 5));
         console.log(String(receiveFrom<number>(0)));
         if (rank === size - 1) { sleep(50); send(0, "all done"); }
       }`,
      { size: 4 },
    );
    expect(lines).toEqual([["all done"], ["36"], ["49"], ["64"]]);
  });

  it("are given what came before they were registered, and the ranks that are gone", () => {
    const [result] = run(
      `if (rank === 1) { post(0, "log", "t", "early"); send(0, "x"); sleep(50); }
       else {
         receiveFrom(1);
         serve("log", {
           message: ({ tag, body }) => console.log(tag + " " + body),
           lost: (peer, error) => console.log(peer + " " + error),
         });
         sleep(500);
       }`,
      { size: 2 },
    );
    expect(result?.lines).toEqual(["t early", "1 VnetosError: rank 1 (b1) has ended"]);
  });

  it("must not wait in their handlers, but may spawn", () => {
    const ends = run(
      `if (rank === 0) {
         serve("bad", { message: ({ tag }) => {
           if (tag === "spawn") spawn(() => { sleep(1); console.log("spawned"); });
           else sleep(1);
         } });
         sleep(1000);
       } else { post(0, "bad", "spawn", ""); sleep(100); post(0, "bad", "wait", ""); sleep(10); }`,
      { size: 2 },
    );
    expect(ends[0]?.lines).toEqual(["spawned"]);
    expect(ends[0]?.end).toBe(
      'VnetosError: the service "bad" waits in its handler: spawn a fiber there',
    );
  });

  it("end a wait that nothing can end any more", () => {
    const [result] = run(
      `if (rank === 0) {
         serve("any", { message: () => {} });
         join(spawn(() => park(waiter(), "waits")));
       }`,
      { size: 2 },
    );
    expect(result?.end).toBe("VnetosError: every other rank has ended");
  });
});

it("collectives of two communicators go on at once in two fibers", () => {
  const lines = linesOf(
    `const [some, others] = [duplicate(), duplicate()];
     const totals: string[] = [];
     const fibers = [some, others].map((on, i) => spawn(() => {
       for (let round = 0; round < 3; round++) {
         if (rank === i) sleep(20);
         const total = allReduce(rank * (i + 1), sum, { on });
         totals.push(i + ":" + total);
       }
     }));
     for (const fiber of fibers) join(fiber);
     console.log(totals.toSorted().join(" "));`,
    { size: 3 },
  );
  expect(lines).toEqual(Array(3).fill(["0:3 0:3 0:3 1:6 1:6 1:6"]));
});

it("a program that sends and receives carries neither fibers nor services", () => {
  const { sourceMap } = compileProgram({
    "main.ts":
      'import { receiveFrom, send } from "vnetos"; send(1, 1); console.log(receiveFrom<string>(0));',
  });
  const { sources } = JSON.parse(sourceMap) as { sources: string[] };
  expect(sources).toContain("vnetos/kernel/wait.ts");
  for (const part of ["drive", "fiber", "service"])
    expect(sources).not.toContain(`vnetos/kernel/${part}.ts`);
});

it("a posted message that cannot arrive says why", () => {
  const [result] = run(
    `if (rank === 0) { sleep(10); awaitDelivery(post(1, "x", "", "body"), Infinity); }`,
    { size: 2 },
  );
  expect(result?.end).toBe("VnetosError: rank 1 (b1) has ended");
});
