import { expect, it } from "vitest";
import { runWorld, type WorldOptions } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const CALCULATOR = `
  import { barrier, rank, size, sleep, now, VnetosError, receive, send } from "vnetos";
  import { RemoteError, remote, serve, service, start } from "vnetos/rpc";
  interface Calculator {
    add(a: number, b: number): number;
    divide(a: number, b: number): number;
    slow(ms: number): string;
    missing(): void;
    echo(value: unknown): unknown;
  }
  const calculator = service<Calculator>("calculator");
  const answers = {
    add: (a: number, b: number) => a + b,
    divide: (a: number, b: number) => {
      if (b === 0) throw new RangeError("division by zero");
      return a / b;
    },
    slow: (ms: number) => { sleep(ms); return "slept " + ms; },
    missing: () => {},
    echo: (value: unknown) => value,
  };
`;

function linesOf(program: string, options: WorldOptions): (readonly string[])[] {
  const results = runWorld(compileText(CALCULATOR + program), options);
  expect(results.map(({ end }) => end)).toEqual(Array(options.size).fill("ok"));
  return results.map(({ lines }) => lines);
}

it("calls on another rank, on this one, and from all ranks to all", () => {
  const lines = linesOf(
    `serve(calculator, answers);
     let total = 0;
     for (let to = 0; to < size; to++) total += remote(calculator, to).add(to, rank);
     console.log(total);
     barrier();`,
    { size: 4 },
  );
  expect(lines).toEqual([["6"], ["10"], ["14"], ["18"]]);
});

it("an error comes across as an error", () => {
  const lines = linesOf(
    `if (rank === 1) serve(calculator, answers);
     else try {
       remote(calculator, 1).divide(1, 0);
     } catch (error) {
       if (error instanceof RemoteError)
         console.log([error.message, error.from, error.thrown, error.reason, error.code].join("|"));
     }
     barrier();`,
    { size: 2 },
  );
  expect(lines[0]).toEqual([
    "calculator.divide on rank 1 (b1): division by zero|1|RangeError|division by zero|program-error",
  ]);
});

it("futures: many calls under way, in any order", () => {
  const lines = linesOf(
    `if (rank > 0) { serve(calculator, answers); barrier(); }
     else {
       const begin = now();
       const slow = start(calculator, 1).slow(300);
       const other = start(calculator, 2).slow(200);
       console.log(slow.test(), start(calculator, 1).add(1, 2).wait());
       try { slow.wait(50); } catch (error) { console.log((error as VnetosError).message); }
       console.log(other.wait(), slow.wait(), slow.wait(), slow.test());
       console.log(Math.round((now() - begin) / 100));
       barrier();
     }`,
    { size: 3 },
  );
  expect(lines[0]).toEqual([
    "false 3",
    "calculator.slow: no answer from rank 1 (b1) within 50 ms",
    "slept 200 slept 300 slept 300 true",
    "3",
  ]);
});

it("two ranks that call each other while they are called do not wait for ever", () => {
  const lines = linesOf(
    `interface Bounce { hit(n: number): number }
     const bounce = service<Bounce>("bounce");
     serve(bounce, { hit: (n) => (n === 0 ? 0 : 1 + remote(bounce, 1 - rank).hit(n - 1)) });
     console.log(remote(bounce, 1 - rank).hit(20));
     barrier();`,
    { size: 2 },
  );
  expect(lines).toEqual([["20"], ["20"]]);
});

it("a call waits for a rank that serves later; a time-out ends it", () => {
  const lines = linesOf(
    `if (rank === 1) { sleep(400); serve(calculator, answers); barrier(); }
     else {
       try { remote(calculator, 1, { timeoutMs: 100 }).add(1, 1); }
       catch (error) { console.log((error as VnetosError).code, (error as VnetosError).message); }
       console.log(remote(calculator, 1).add(2, 2));
       barrier();
     }`,
    { size: 2 },
  );
  expect(lines[0]).toEqual([
    "timeout calculator.add: no answer from rank 1 (b1) within 100 ms",
    "4",
  ]);
});

it("a rank that is gone is named to who has called it", () => {
  const program = compileText(
    `${CALCULATOR}
     if (rank === 1) { serve(calculator, answers); barrier(); }
     else try { remote(calculator, 1).slow(60000); }
     catch (error) { console.log((error as VnetosError).code, (error as VnetosError).message); }`,
  );
  const results = runWorld(program, { size: 2, lost: { rank: 1, afterCalls: 12 } });
  expect(results[0]).toMatchObject({
    end: "ok",
    lines: ["unreachable rank 1 (b1) does not answer"],
  });
});

it("a rank that has ended is named, before the call and after it", () => {
  const lines = linesOf(
    `if (rank === 1) { receive(); }
     else {
       const begun = start(calculator, 1).add(1, 1);
       send(1, "end");
       for (const call of [() => begun.wait(), () => remote(calculator, 1).add(1, 1)])
         try { call(); } catch (error) { console.log((error as VnetosError).message); }
     }`,
    { size: 2 },
  );
  expect(lines[0]).toEqual(["rank 1 (b1) has ended", "rank 1 (b1) has ended"]);
});

it("wrong arguments are named at the call", () => {
  const lines = linesOf(
    `serve(calculator, answers);
     const attempts = [
       () => remote(calculator, 9),
       () => remote(calculator, 0, { timeoutMs: -1 }),
       () => start(calculator, 1.5),
       () => service("a name"),
       () => serve(calculator, answers),
       () => remote(calculator, 0).echo(() => 1),
       () => (remote(calculator, 0) as unknown as { nothing(): void }).nothing(),
     ];
     for (const attempt of attempts)
       try { attempt(); console.log("no error"); } catch (error) { console.log((error as Error).message); }`,
    { size: 1 },
  );
  expect(lines[0]?.slice(0, 5)).toEqual([
    "remote(to): rank 9 is out of range 0..0",
    "remote(timeoutMs): -1 is no time, give 0 ms or more",
    "start(to): rank 1.5 is out of range 0..0",
    `service(name): "a name" is no name, give 1 to 63 letters, digits, '.', '_', '-'`,
    'serve(service): rank 0 (b0) serves "calculator" already',
  ]);
  expect(lines[0]?.[5]).toMatch(/^calculator\.echo\(arguments\): .*function/);
  expect(lines[0]?.[6]).toBe("calculator.nothing: rank 0 (b0) serves no such call");
});
