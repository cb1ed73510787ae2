import { describe, expect, it } from "vitest";
import { type RankResult, runWorld, type WorldOptions } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

/** Runs the program on ranks that share the node b0. */
function onOneBoard(
  size: number,
  program: string,
  options: Partial<WorldOptions> = {},
): RankResult[] {
  const nodes = Array.from({ length: size }, () => "b0");
  return runWorld(compileText(program), { size, nodes, ...options });
}

const linesOf = (results: readonly RankResult[]) => results.map(({ lines }) => lines);
const endsOf = (results: readonly RankResult[]) => results.map(({ end }) => end);

describe("a lock", () => {
  const program = `import { now, rank, sleep } from "vnetos";
    import { withLock } from "vnetos/sync";
    sleep(rank);
    for (let i = 0; i < 3; i++) {
      withLock("l", ({ abandonedBy }) => {
        console.log("in " + now() + (abandonedBy === undefined ? "" : " after " + abandonedBy));
        sleep(10);
        console.log("out " + now());
      });
    }`;

  it("lets one worker in at a time, all of them in turn", () => {
    const lines = linesOf(onOneBoard(3, program));
    const visits = lines.flatMap((own, rank) => own.map((line) => ({ rank, line })));
    const at = ({ line }: { line: string }) => Number(line.split(" ")[1]);
    const ordered = visits.sort((a, b) => at(a) - at(b) || b.line.localeCompare(a.line));
    const order = ordered.map(({ rank, line }) => `${line.split(" ")[0]} ${rank}`);
    const turn = (rank: number) => [`in ${rank}`, `out ${rank}`];
    expect(order).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2].flatMap(turn));
  });

  it("passes on, with word of it, when its holder is killed, wherever that happens", () => {
    const abandoned: (string | undefined)[] = [];
    for (let afterCalls = 2; afterCalls <= 20; afterCalls++) {
      const results = onOneBoard(3, program, { killed: { rank: 1, afterCalls } });
      expect(endsOf(results), `killed at call ${afterCalls}`).toEqual(["ok", "killed", "ok"]);
      const lines = [results[0], results[2]].flatMap((result) => result?.lines ?? []);
      expect(lines.filter((line) => line.startsWith("out"))).toHaveLength(6);
      abandoned.push(lines.find((line) => line.includes("after"))?.split(" after ")[1]);
    }
    expect(new Set(abandoned)).toEqual(new Set([undefined, "rank 1 (b0/2)"]));
  });

  it("is released when the body throws, and gives what the body returns", () => {
    const results = onOneBoard(
      1,
      `import { withLock, withPermit } from "vnetos/sync";
      try {
        withLock("l", () => { throw new Error("oh"); });
      } catch (error) {
        console.log("" + error);
      }
      console.log(withLock("l", () => 42), withPermit("s", 2, () => "yes"));`,
    );
    expect(linesOf(results)).toEqual([["Error: oh", "42 yes"]]);
  });

  it("of a run is one for each board; ranks of other boards do not meet", () => {
    const text = `import { rank, sleep } from "vnetos";
      import { openLock } from "vnetos/sync";
      const lock = openLock("l");
      if (rank === 0) { lock.acquire(); sleep(50); } else { sleep(1); console.log(lock.tryAcquire() !== undefined); }`;
    const results = runWorld(compileText(text), { size: 3, nodes: ["b0", "b0", "b1"] });
    expect(linesOf(results)).toEqual([[], ["false"], ["true"]]);
  });

  it("ends a wait in time and tells who holds it", () => {
    const results = onOneBoard(
      2,
      `import { rank, sleep } from "vnetos";
      import { openLock } from "vnetos/sync";
      const lock = openLock("l");
      if (rank === 0) { lock.acquire(); sleep(100); } else { sleep(1); lock.acquire(20); }`,
    );
    expect(results[1]?.end).toBe(
      'VnetosError: lock "l": not free within 20 ms, rank 0 (b0/1) holds it',
    );
  });

  it("two in two orders end as a deadlock that says who waits for what; the other goes on", () => {
    const results = onOneBoard(
      2,
      `import { rank, sleep } from "vnetos";
      import { withLock } from "vnetos/sync";
      const [first, second] = rank === 0 ? ["a", "b"] : ["b", "a"];
      withLock(first, () => {
        sleep(rank);
        sleep(10);
        withLock(second, () => console.log("both"));
      });`,
    );
    expect(linesOf(results)).toEqual([["both"], []]);
    expect(results[1]?.end).toBe(
      'VnetosError: lock "a": nobody is left who could end this wait: rank 0 (b0/1) waits for lock "b"',
    );
  });
});

describe("a semaphore", () => {
  it("lets as many in as it has permits, in order", () => {
    const results = onOneBoard(
      4,
      `import { now, rank, sleep } from "vnetos";
      import { openSemaphore } from "vnetos/sync";
      const start = now();
      const semaphore = openSemaphore("s", 2);
      sleep(rank);
      semaphore.acquire();
      console.log(Math.round(now() - start));
      sleep(10);
      semaphore.release();
      semaphore.close();`,
    );
    expect(linesOf(results)).toEqual([["0"], ["1"], ["10"], ["11"]]);
  });

  it("takes several permits at once, and only its holder gives them back", () => {
    const results = onOneBoard(
      1,
      `import { VnetosError } from "vnetos";
      import { openSemaphore } from "vnetos/sync";
      const semaphore = openSemaphore("s", 3);
      semaphore.acquire({ permits: 2 });
      console.log(semaphore.tryAcquire(2) === undefined, semaphore.tryAcquire() !== undefined);
      semaphore.release(3);
      try {
        semaphore.release();
      } catch (error) {
        if (error instanceof VnetosError) console.log(error.code, error.message);
      }`,
    );
    expect(results[0]?.end).toBe(
      'VnetosError: semaphore "s": this worker holds 2 of 3 and would wait for itself',
    );
  });
});

describe("events", () => {
  it("manual: all pass, until it is reset", () => {
    const results = onOneBoard(
      3,
      `import { rank, sleep } from "vnetos";
      import { openEvent } from "vnetos/sync";
      const event = openEvent("e", "manual");
      if (rank === 0) {
        sleep(10);
        event.set();
        event.set();
        console.log(event.isSet());
        event.reset();
        event.reset();
        console.log(event.isSet());
        sleep(100);
      } else {
        event.wait();
        console.log("passed");
        if (rank === 2) event.wait(20);
      }`,
    );
    expect(linesOf(results)).toEqual([["true", "false"], ["passed"], ["passed"]]);
    expect(results[2]?.end).toBe('VnetosError: manual event "e": not set within 20 ms');
  });

  it("auto: each set lets one pass", () => {
    const results = onOneBoard(
      3,
      `import { now, rank, sleep } from "vnetos";
      import { openEvent } from "vnetos/sync";
      const start = now();
      const event = openEvent("e", "auto");
      if (rank === 0) {
        for (let i = 0; i < 2; i++) { sleep(10); event.set(); }
      } else {
        event.wait();
        console.log(Math.round(now() - start), event.isSet());
      }`,
    );
    expect(linesOf(results)).toEqual([[], ["10 false"], ["20 false"]]);
  });

  it.each(["manual", "auto"])("%s: a wait ends when who could set it has ended", (reset) => {
    const results = onOneBoard(
      3,
      `import { rank, sleep } from "vnetos";
      import { openEvent } from "vnetos/sync";
      if (rank === 1) sleep(10); else openEvent("e", "${reset}").wait();`,
    );
    const told = `VnetosError: ${reset} event "e": nobody is left who could end this wait: rank 1 (b0/2) has ended`;
    expect(results[0]?.end).toContain(told);
    expect(results[2]?.end).toContain(told);
  });
});

it("tokens: a producer and a consumer keep step", () => {
  const results = onOneBoard(
    2,
    `import { rank, sleep } from "vnetos";
    import { openTokens } from "vnetos/sync";
    const free = openTokens("free", 2, 2);
    const filled = openTokens("filled", 2);
    for (let i = 0; i < 5; i++) {
      if (rank === 0) { free.take(); console.log("put " + i); filled.give(); }
      else { sleep(10); filled.take({ timeoutMs: 100 }); console.log("got " + i); free.give(); }
    }
    if (rank === 0) free.give(3);`,
  );
  expect(linesOf(results)).toEqual([
    [0, 1, 2, 3, 4].map((i) => `put ${i}`),
    [0, 1, 2, 3, 4].map((i) => `got ${i}`),
  ]);
  expect(results[0]?.end).toMatch(
    /^VnetosError: (tokens "free" has \d of at most 2: no room|tokens "free": give\(tokens\): 3 is out of range, give 1\.\.2)$/,
  );
});

describe("a barrier", () => {
  const program = `import { rank, sleep } from "vnetos";
    import { openBarrier } from "vnetos/sync";
    const barrier = openBarrier("b", 3);
    for (let i = 0; i < 6; i++) {
      sleep((rank * 7 + i * 5) % 11);
      console.log("come " + i);
      barrier.wait();
      console.log("pass " + i);
    }
    barrier.close();`;

  it("is passed by all or none, round after round", () => {
    const rounds = [0, 1, 2, 3, 4, 5].flatMap((i) => [`come ${i}`, `pass ${i}`]);
    const results = onOneBoard(3, program);
    expect(linesOf(results)).toEqual([rounds, rounds, rounds]);
    expect(endsOf(results)).toEqual(["ok", "ok", "ok"]);
  });

  it("fails, naming who is missing, when one is killed; nobody is ahead by more than a round", () => {
    for (let afterCalls = 4; afterCalls <= 30; afterCalls++) {
      const results = onOneBoard(3, program, { killed: { rank: 1, afterCalls } });
      const passed = linesOf(results).map((lines) => lines.filter((l) => l.startsWith("p")).length);
      const come = linesOf(results).map((lines) => lines.filter((l) => l.startsWith("c")).length);
      expect(Math.max(...passed), `call ${afterCalls}`).toBeLessThanOrEqual(Math.min(...come));
      for (const rank of [0, 2]) {
        if (passed[rank] === 6) continue;
        expect(results[rank]?.end, `call ${afterCalls}`).toContain("rank 1 (b0/2) has ended");
      }
    }
  });

  it("can be tried again after a time-out", () => {
    const results = onOneBoard(
      2,
      `import { rank, sleep, VnetosError } from "vnetos";
      import { openBarrier } from "vnetos/sync";
      const barrier = openBarrier("b", 2);
      if (rank === 1) sleep(50);
      let tries = 0;
      for (let passed = false; !passed; tries++) {
        try {
          barrier.wait(20);
          passed = true;
        } catch (error) {
          if (!(error instanceof VnetosError) || error.code !== "timeout") throw error;
        }
      }
      console.log("passed at try " + tries);
      barrier.wait(20);`,
    );
    expect(linesOf(results)).toEqual([["passed at try 3"], ["passed at try 1"]]);
    expect(endsOf(results)).toEqual(["ok", "ok"]);
  });
});

describe("wrong calls name the argument", () => {
  const wrong: [call: string, message: string][] = [
    [
      'openLock("a b")',
      `openLock(name): "a b" is no name, give 1 to 63 letters, digits, '.', '_', '-'`,
    ],
    [
      'withLock("", () => 1)',
      `withLock(name): "" is no name, give 1 to 63 letters, digits, '.', '_', '-'`,
    ],
    [
      'openLock("ü")',
      `openLock(name): "ü" is no name, give 1 to 63 letters, digits, '.', '_', '-'`,
    ],
    [
      'openLock("l", { scope: "world" as "run" })',
      'openLock(scope): "world" is neither "run" nor "board"',
    ],
    ['openLock("l").acquire(-1)', 'lock "l": acquire(timeoutMs): -1 is no time, give 0 ms or more'],
    [
      'openLock("l").acquire(0 / 0)',
      'lock "l": acquire(timeoutMs): NaN is no time, give 0 ms or more',
    ],
    ['openLock("l").release()', 'lock "l": this worker does not hold it; its value is 1'],
    [
      'const l = openLock("l"); l.acquire(); l.acquire()',
      'lock "l": this worker holds it and would wait for itself',
    ],
    [
      'const l = openLock("l"); l.acquire(); l.close()',
      'lock "l": this worker holds it: release it first',
    ],
    ['const l = openLock("l"); l.close(); l.acquire()', "no counter 1 is open"],
    [
      'openLock("l"); openSemaphore("l", 2)',
      'openSemaphore(name): "l" is open as lock (1 of 1), not as semaphore (2 of 2)',
    ],
    ['openSemaphore("s", 0)', "openSemaphore(permits): 0 is out of range, give 1..1000000"],
    ['openSemaphore("s", 1.5)', "openSemaphore(permits): 1.5 is out of range, give 1..1000000"],
    [
      'openSemaphore("s", 2).acquire({ permits: 3 })',
      'semaphore "s": acquire(permits): 3 is out of range, give 1..2',
    ],
    [
      'openSemaphore("s", 2).release()',
      'semaphore "s": this worker does not hold it; its value is 2',
    ],
    ['openTokens("t", 3, 4)', "openTokens(initial): 4 is out of range, give 0..3"],
    ['openTokens("t", -1)', "openTokens(most): -1 is out of range, give 1..1000000"],
    [
      'openTokens("t", 2).take({ tokens: 0 })',
      'tokens "t": take(tokens): 0 is out of range, give 1..2',
    ],
    ['openTokens("t", 2, 2).give()', 'tokens "t" has 2 of at most 2: no room'],
    [
      'openEvent("e", "never" as "auto")',
      'openEvent(reset): "never" is neither "manual" nor "auto"',
    ],
    [
      'openEvent("e", "auto").wait(-5)',
      'auto event "e": wait(timeoutMs): -5 is no time, give 0 ms or more',
    ],
    ['openBarrier("b", 0)', "openBarrier(parties): 0 is out of range, give 1..10000"],
    [
      'openBarrier("b", 2).wait(-1)',
      'barrier "b": wait(timeoutMs): -1 is no time, give 0 ms or more',
    ],
    [
      'openBarrier("b", 2).wait()',
      'barrier "b gate": nobody is left who could end this wait: no other worker of this run is on this board',
    ],
    ["vectorTime(0)", "vectorTime(size): 0 is out of range, give 1..4096"],
    ["stampVector([0, 0], 2)", "stampVector(rank): 2 is out of range, give 0..1"],
    ["mergeVector([0, 0], [1], 0)", "mergeVector(seen): a clock of 1 ranks beside one of 2"],
    ["compareVector([0], [1, 2])", "compareVector(b): a clock of 2 ranks beside one of 1"],
  ];

  it.each(wrong)("%s", (call, message) => {
    const names = new Set(call.match(/\b(?:open|with|vector|stamp|merge|compare)[A-Z]\w+/g));
    const program = `import { ${[...names].join(", ")} } from "vnetos/sync"; ${call};`;
    expect(endsOf(onOneBoard(1, program))).toEqual([`VnetosError: ${message}`]);
  });
});

describe("waits beside processes of the same program", () => {
  const wait = (opening: string, waiting: string, ending: string) => `
    import { now, rank, sleep } from "vnetos";
    import { par } from "vnetos/csp";
    import { openBarrier, openEvent, openLock, openSemaphore, openTokens } from "vnetos/sync";
    ${opening}
    const start = now();
    if (rank === 0) {
      sleep(55);
      ${ending}
      sleep(100);
    } else {
      sleep(5);
      par(
        () => { ${waiting}; console.log("has it, ticks go on: " + (ticks >= 4 && ticks < 9)); },
        () => { while (ticks < 9) { sleep(10); ticks += 1; } },
      );
    }`;

  it.each([
    [
      "a lock",
      "let ticks = 0; const x = openLock('x'); if (rank === 0) x.acquire();",
      "x.acquire()",
      "x.release();",
    ],
    [
      "a semaphore",
      "let ticks = 0; const x = openSemaphore('x', 2); if (rank === 0) x.acquire({ permits: 2 });",
      "x.acquire()",
      "x.release();",
    ],
    ["tokens", "let ticks = 0; const x = openTokens('x', 3);", "x.take()", "x.give();"],
    ["an event", "let ticks = 0; const x = openEvent('x', 'manual');", "x.wait()", "x.set();"],
    ["a barrier", "let ticks = 0; const x = openBarrier('x', 2);", "x.wait()", "x.wait();"],
  ])("of %s let the others go on", (_, opening, waiting, ending) => {
    const results = onOneBoard(2, wait(opening, waiting, ending));
    expect(endsOf(results)).toEqual(["ok", "ok"]);
    expect(results[1]?.lines).toEqual(["has it, ticks go on: true"]);
  });

  it("end with their time-out, and say who holds it", () => {
    const results = onOneBoard(
      2,
      wait(
        "let ticks = 0; const x = openLock('x'); if (rank === 0) x.acquire();",
        "try { x.acquire(20); } catch (error) { console.log(String(error)); }",
        "x.release();",
      ),
    );
    expect(results[1]?.lines[0]).toBe(
      'VnetosError: lock "x": not free within 20 ms, rank 0 (b0/1) holds it',
    );
  });

  it("are the board's where nothing else is left of the program: a deadlock is told", () => {
    const results = onOneBoard(
      2,
      `import { rank, sleep } from "vnetos";
      import { par } from "vnetos/csp";
      import { openLock } from "vnetos/sync";
      par(() => sleep(1));
      const own = openLock("l" + rank);
      const other = openLock("l" + (1 - rank));
      own.acquire();
      sleep(10 + rank);
      try { other.acquire(); } catch (error) { console.log(String(error).includes("nobody is left")); }
      own.release();`,
    );
    expect(linesOf(results)).toEqual([[], ["true"]]);
  });
});
