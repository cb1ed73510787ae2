import { describe, expect, it } from "vitest";
import type { WorkerTrace } from "#nodes";
import type { TraceEvent, TraceRecord } from "#protocol";
import { chromeTrace } from "../../../../gateway/src/cluster/trace/chrome-trace.ts";
import type { RankTrace } from "../../../../gateway/src/cluster/trace/run-trace.ts";
import { brokenTraceRules } from "../../../support/trace-rules.ts";

function traceOf(names: string[], records: TraceRecord[], part: Partial<WorkerTrace> = {}) {
  const base = { capacity: 100, recorded: records.length, failed: new Map(), first: 0 };
  return { ...base, names, records, ...part };
}

const rankOf = (rank: number, node: string, trace: WorkerTrace): RankTrace => ({
  ...{ rank, node, worker: 1, trace },
});

/** Two ranks: 0 sends twice, 1 takes the first after a wait and finds the second there. */
const sender = rankOf(
  0,
  "b0",
  traceOf(
    ["", "r1.0.1", "halo", "north"],
    [
      [1, 1_000, 1_500, 1_100, 300, 0],
      [2, 1_500, 1_900, 1, 14, 1],
      [3, 2_000, 2_010, 1, 20, 2],
      [1, 1_900, 2_400, 1_900, 500, 0],
      [10, 1_000, 2_400, 2, 0, 0],
      [2, 2_400, 2_500, 3, 9, 1],
    ],
  ),
);
const receiver = rankOf(
  1,
  "b1",
  traceOf(
    ["", "r1.1.0"],
    [
      [5, 90, 800, 1, 14, 1],
      [5, 1_200, 1_200, 1, 20, 2],
      [1, 800, 1_300, 850, 450, 0],
      [5, 1_300, 1_400, 0, 0, 0],
      [6, 1_400, 1_500, 0, 0, 0],
    ],
  ),
);
const clocks = new Map([
  ["b0", { offsetUs: 0, roundTripUs: 40 }],
  ["b1", { offsetUs: 900, roundTripUs: 60 }],
]);
const run = (...ranks: RankTrace[]) => chromeTrace({ run: "r1", name: "app", ranks, clocks });
const names = (events: readonly TraceEvent[], tid: number) =>
  events.flatMap((e) => (e.ph === "X" && e.tid === tid ? [e.name] : []));

describe("a trace for Perfetto and chrome://tracing", () => {
  const file = run(sender, receiver);

  it("follows the rules of the format", () => {
    expect(brokenTraceRules(file)).toEqual([]);
  });

  it("has a process for each board, a thread for each rank, with their names", () => {
    const told = file.traceEvents.flatMap((e) =>
      e.ph === "M" && e.name.endsWith("_name") ? [`${e.pid}/${e.tid} ${e.args.name}`] : [],
    );
    expect(told).toEqual(["1/1 b0", "1/1 rank 0", "2/2 b1", "2/2 rank 1"]);
  });

  it("shows what a rank did, with the rank at the other end", () => {
    expect(names(file.traceEvents, 1)).toEqual([
      "halo",
      "queued",
      "compute",
      "send to 1",
      "compute",
      "post to 1",
      "send north",
    ]);
    expect(names(file.traceEvents, 2)).toEqual([
      "receive from 0",
      "queued",
      "compute",
      "receive from 0",
      "receive",
      "sleep",
    ]);
    const slice = (name: string) => file.traceEvents.find((e) => e.ph === "X" && e.name === name);
    expect(slice("compute")).toMatchObject({ args: { ran_us: 300, not_running_us: 100 } });
    expect(slice("send to 1")).toMatchObject({
      args: { to: "rank 1", port: "r1.0.1", bytes: 14, message: 1 },
    });
    expect(slice("receive")).toMatchObject({ args: { came: "nothing" } });
  });

  it("begins at 0, and puts the boards' clocks together", () => {
    const at = (tid: number, name: string) =>
      file.traceEvents.find((e) => e.ph === "X" && e.tid === tid && e.name === name) as {
        ts: number;
      };
    expect(at(2, "receive from 0").ts).toBe(0);
    expect(at(1, "halo").ts).toBe(10);
    expect(file.otherData.clocks[1]).toEqual({
      ...{ node: "b1", offsetUs: 900, roundTripUs: 60, correctionUs: 0 },
    });
  });

  it("draws an arrow for each message that both ends know, and counts bytes", () => {
    const arrows = file.traceEvents.filter((e) => e.ph === "s" || e.ph === "f");
    expect(arrows.map((e) => [e.ph, e.tid])).toEqual([
      ["s", 1],
      ["f", 2],
      ["s", 1],
      ["f", 2],
    ]);
    const counted = file.traceEvents.flatMap((e) => (e.ph === "C" ? [[e.name, e.args]] : []));
    expect(counted).toEqual([
      ["bytes of rank 0", { sent: 14, received: 0 }],
      ["bytes of rank 0", { sent: 34, received: 0 }],
      ["bytes of rank 0", { sent: 43, received: 0 }],
      ["bytes of rank 1", { sent: 0, received: 14 }],
      ["bytes of rank 1", { sent: 0, received: 34 }],
    ]);
  });

  it("draws none from a message on, that may not have come, nor where the sending fell out", () => {
    const failed = rankOf(0, "b0", { ...(sender.trace as WorkerTrace), failed: new Map([[1, 2]]) });
    expect(run(failed, receiver).otherData.messages).toBe(1);
    const cut = traceOf(["", "r1.0.1"], [[3, 2_000, 2_010, 1, 20, 2]], { first: 4, recorded: 5 });
    const told = run(rankOf(0, "b0", cut), receiver);
    expect(told.otherData.messages).toBe(1);
    expect(told.otherData.ranks[0]).toEqual({ rank: 0, node: "b0", records: 1, dropped: 4 });
    expect(brokenTraceRules(told)).toEqual([]);
  });

  it("tells which ranks are missing, and how a rank has ended that did not end well", () => {
    const lost: RankTrace = { rank: 1, node: "b1", worker: 3, missing: "b1 is gone" };
    const file = run({ ...sender, ended: "failed: boom" }, lost);
    expect(file.otherData.ranks[1]).toMatchObject({ records: 0, missing: "b1 is gone" });
    const marks = file.traceEvents.flatMap((e) => (e.ph === "i" ? [[e.name, e.ts]] : []));
    expect(marks).toEqual([["failed: boom", 1_500]]);
    expect(brokenTraceRules(file)).toEqual([]);
    expect(brokenTraceRules(run(lost))).toEqual([]);
  });

  it("leaves out an arrow that would point back, where clocks drift, and says how many", () => {
    const back = traceOf(
      ["", "r1.1.0"],
      [
        [5, 100, 200, 1, 14, 1],
        [2, 900, 901, 1, 5, 1],
      ],
    );
    const forth = traceOf(
      ["", "r1.0.1"],
      [
        [2, 5_000, 5_100, 1, 14, 1],
        [5, 100, 200, 1, 5, 1],
      ],
    );
    const file = run(rankOf(0, "b0", forth), rankOf(1, "b1", back));
    expect(file.otherData).toMatchObject({ messages: 2, backwards: 1 });
    expect(brokenTraceRules(file)).toEqual([]);
  });
});
