import { describe, expect, it } from "vitest";
import { runWorld, type WorldOptions } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const IMPORTS = `
  import { barrier, rank, size, sleep } from "vnetos";
  import {
    anyTag, duplicate, group, probe, receive, receiveFrom, send, sendReceive, startReceive, startSend, tag, tryProbe,
    tryReceive, waitAll, waitAny,
  } from "vnetos/parallel";
  void [barrier, size, sleep, anyTag, duplicate, group, probe, receive, receiveFrom, send, sendReceive, startReceive];
  void [startSend, tag, tryProbe, tryReceive, waitAll, waitAny];
  interface Job { readonly from: number }
  const Work = tag<Job>("work");
  void Work;`;

function linesOf(body: string, options: WorldOptions) {
  const results = runWorld(compileText(`${IMPORTS}\n${body}`), options);
  expect(results.map(({ end }) => end)).toEqual(results.map(() => "ok"));
  return results.map(({ lines }) => lines);
}

describe("tags", () => {
  it("keep kinds of messages apart, whatever the order of sending", () => {
    const lines = linesOf(
      `if (rank === 0) {
         send(1, "seven", { tag: 7 });
         send(1, { from: 5 }, { tag: Work });
         send(1, "plain");
       } else {
         console.log(receiveFrom<string>(0));
         console.log(String(receive({ tag: Work }).value.from));
         console.log(receiveFrom<string>(0, { tag: 7 }));
       }`,
      { size: 2 },
    );
    expect(lines[1]).toEqual(["plain", "5", "seven"]);
  });

  it("are told by a receive and a probe of any", () => {
    const lines = linesOf(
      `if (rank === 0) {
         send(1, "a", { tag: 3 });
         send(1, { from: 1 }, { tag: Work });
         send(1, "c");
         send(0, "self", { tag: 1 });
         console.log(JSON.stringify(tryProbe({ tag: 1 })));
         console.log(String(tryProbe() === undefined));
       } else {
         console.log(JSON.stringify(probe({ tag: anyTag })));
         for (let i = 0; i < 3; i++) console.log(JSON.stringify(receive({ tag: anyTag })));
       }`,
      { size: 2 },
    );
    expect(lines[0]?.map((line) => JSON.parse(line))).toEqual([
      { from: 0, tag: 1, length: 6 },
      true,
    ]);
    expect(lines[1]?.map((line) => JSON.parse(line))).toEqual([
      { from: 0, tag: 3, length: 3 },
      { from: 0, tag: 3, value: "a" },
      { from: 0, tag: "work", value: { from: 1 } },
      { from: 0, tag: 0, value: "c" },
    ]);
  });
});

it("communicators number their ranks anew and keep their messages to themselves", () => {
  const lines = linesOf(
    `const [some, again] = [group([3, 1, 2]), group([3, 1, 2])];
     const copy = duplicate();
     if (rank === 3) {
       send(1, "again", { on: again });
       send(1, "some", { on: some });
       send(1, "copy", { on: copy });
       send(1, "world");
     }
     if (rank === 1) {
       console.log(receiveFrom<string>(3));
       console.log(JSON.stringify(receive<string>({ on: some })));
       console.log(JSON.stringify(receive<string>({ on: again })));
       console.log(JSON.stringify(receive<string>({ on: copy, from: 3 })));
     }`,
    { size: 4 },
  );
  expect(lines[1]?.slice(0, 1)).toEqual(["world"]);
  expect(lines[1]?.slice(1).map((line) => JSON.parse(line))).toEqual([
    { from: 0, tag: 0, value: "some" },
    { from: 0, tag: 0, value: "again" },
    { from: 3, tag: 0, value: "copy" },
  ]);
});

it("sendReceive goes round a circle with values longer than any queue", () => {
  const lines = linesOf(
    `const { from, value } = sendReceive((rank + 1) % size, String(rank).repeat(200000), {
       from: (rank + size - 1) % size,
     });
     console.log(from + " " + value.length + " " + value.charAt(199999));`,
    { size: 3 },
  );
  expect(lines).toEqual([["2 200000 2"], ["0 200000 0"], ["1 200000 1"]]);
});

describe("requests", () => {
  it("get messages in the order in which they were started, before receive does", () => {
    const lines = linesOf(
      `if (rank === 0) for (const text of ["a", "b", "c", "d"]) send(1, text);
       else {
         const requests = [startReceive<string>({ from: 0 }), startReceive<string>()];
         console.log(receiveFrom<string>(0));
         console.log(requests[1]?.wait().value ?? "");
         console.log(waitAll(requests).map(({ value }) => value).join(" "));
         console.log(receiveFrom<string>(0));
       }`,
      { size: 2 },
    );
    expect(lines[1]).toEqual(["c", "b", "a b", "d"]);
  });

  it("tell when they are done, and which is first", () => {
    const lines = linesOf(
      `if (rank === 0) {
         const requests = [startReceive<number>({ from: 1 }), startReceive<number>({ from: 2 })];
         console.log(requests.map((request) => request.test()).join(" "));
         const first = waitAny(requests);
         console.log(first + " " + requests[first]?.wait().value);
         try { requests[0]?.wait(5); } catch (error) { console.log("" + error); }
         console.log(String(requests[0]?.wait().value));
       } else { sleep(rank === 1 ? 50 : 10); send(0, rank); }`,
      { size: 3 },
    );
    expect(lines[0]).toEqual([
      "false false",
      "1 2",
      "VnetosError: startReceive: nothing from rank 1 (b1) within 5 ms",
      "1",
    ]);
  });

  it("send while the program goes on, and say why they could not", () => {
    const lines = linesOf(
      `if (rank === 0) {
         const long = startSend(1, "x".repeat(200000));
         console.log(String(long.test()));
         try { long.wait(1); } catch (error) { console.log("" + error); }
         long.wait();
         console.log(String(long.test()));
         sleep(100);
         const late = startSend(1, "late");
         try { waitAll([late]); } catch (error) { console.log("" + error); }
       } else { sleep(20); receive(); }`,
      { size: 2 },
    );
    expect(lines[0]).toEqual([
      "false",
      "VnetosError: startSend: rank 1 (b1) did not take it within 1 ms",
      "true",
      "VnetosError: rank 1 (b1) has ended",
    ]);
  });

  it("fail for a rank that is lost", () => {
    const [first] = runWorld(
      compileText(`${IMPORTS}
        if (rank === 1) for (;;) sleep(1);
        const request = startReceive({ from: 1 });
        try { waitAny([request]); request.wait(); } catch (error) { console.log("" + error); }
        request.wait();`),
      { size: 2, lost: { rank: 1, afterCalls: 4 } },
    );
    const message = "VnetosError: rank 1 (b1) does not answer";
    expect(first).toMatchObject({ lines: [message], end: message });
  });
});

const WRONG_CALLS: [call: string, message: string][] = [
  ["send(1, 1, { tag: -1 })", "send(tag): -1 is no whole number from 0"],
  ["send(3, 1, { on: trio })", "send(to): rank 3 is out of range 0..2"],
  ["receive({ from: 3, on: trio })", "receive(from): rank 3 is out of range 0..2"],
  ["receive({ tag: 0.5 })", "receive(tag): 0.5 is no whole number from 0"],
  ["receive({ timeoutMs: 0 / 0 })", "receive(timeoutMs): NaN is no time, give 0 ms or more"],
  [
    "send(0, 1, { on: others })",
    "send(on): rank 0 (b0) is not in this communicator of the ranks [1,2]",
  ],
  ["group([1, 1])", "group(ranks): rank 1 stands there twice"],
  ["group([4])", "group(ranks): rank 4 is out of range 0..3"],
  [
    'tag("no:good")',
    'tag(name): "no:good" is no name: a letter, then letters, digits, "-", "_", "."',
  ],
  ['tag("7")', 'tag(name): "7" is no name: a letter, then letters, digits, "-", "_", "."'],
  ["waitAny([])", "waitAny(requests): there are none"],
  ["startReceive().wait(-1)", "wait(timeoutMs): -1 is no time, give 0 ms or more"],
];

it.each(WRONG_CALLS)("%s names the argument", (call, message) => {
  const program = `${IMPORTS}
    const trio = group([0, 1, 2]);
    const others = group([1, 2]);
    void [trio, others];
    if (rank === 0) ${call};`;
  const [first] = runWorld(compileText(program), { size: 4 });
  expect(first?.end).toBe(`VnetosError: ${message}`);
});
