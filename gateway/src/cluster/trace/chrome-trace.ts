import type { TracedRank, TraceEvent, TraceFile } from "#protocol";
import { type AlignedClock, alignClocks } from "./align-clocks.ts";
import { type LaidOut, layOut, STEP_NS } from "./lay-out.ts";
import { type MatchedMessage, matchMessages } from "./match-messages.ts";
import { rankSlices, type Slice } from "./rank-slices.ts";
import type { RankTrace, RunTrace } from "./run-trace.ts";

/** A rank's slices in the time of all, nanoseconds. */
interface Thread {
  readonly rank: RankTrace;
  readonly pid: number;
  readonly tid: number;
  readonly laidOut: readonly LaidOut<Slice>[];
}

/** A run's trace as a file for Perfetto and chrome://tracing: a process for each board, a thread for each rank. */
export function chromeTrace(trace: RunTrace): TraceFile {
  const messages = matchMessages(trace);
  const clocks = alignClocks(trace.clocks, messages);
  const threads = threadsOf(trace, clocks);
  const startNs = Math.min(...threads.flatMap(({ laidOut }) => laidOut[0]?.startNs ?? []));
  const at = (ns: number) => (ns - startNs) / 1000;
  const { events: arrows, backwards } = arrowEvents(messages, threads, at);
  return {
    traceEvents: [
      ...threads.flatMap(nameEvents),
      ...threads.flatMap((thread) => sliceEvents(thread, at)),
      ...arrows,
      ...threads.flatMap((thread) => byteEvents(thread, at)),
      ...threads.flatMap((thread) => endEvents(thread, at)),
    ],
    displayTimeUnit: "ms",
    otherData: {
      program: trace.name,
      run: trace.run,
      ranks: trace.ranks.map(told),
      clocks: [...clocks].map(([node, clock]) => ({ node, ...rounded(clock) })),
      messages: messages.length,
      backwards,
    },
  };
}

function threadsOf(trace: RunTrace, clocks: ReadonlyMap<string, AlignedClock>): Thread[] {
  const nodes = [...new Set(trace.ranks.map(({ node }) => node))];
  return trace.ranks.map((rank) => ({
    rank,
    // 0 is no process and no thread of its own there.
    pid: nodes.indexOf(rank.node) + 1,
    tid: rank.rank + 1,
    laidOut: layOut(rankSlices(trace.run, rank), clocks.get(rank.node)?.offsetUs ?? 0),
  }));
}

function nameEvents({ rank, pid, tid }: Thread): TraceEvent[] {
  const { node } = rank;
  const of = { ph: "M", pid, tid } as const;
  return [
    { ...of, name: "process_name", args: { name: node } },
    { ...of, name: "process_sort_index", args: { sort_index: pid } },
    { ...of, name: "thread_name", args: { name: `rank ${rank.rank}` } },
    { ...of, name: "thread_sort_index", args: { sort_index: tid } },
  ];
}

function sliceEvents({ pid, tid, laidOut }: Thread, at: (ns: number) => number): TraceEvent[] {
  return laidOut.map(({ slice, startNs, endNs }) => ({
    ...{ ph: "X", name: slice.name, cat: slice.category, pid, tid, ts: at(startNs) },
    ...{ dur: (endNs - startNs) / 1000, args: slice.args },
  }));
}

/** An arrow from where a message was handed over to where it was taken. */
function arrowEvents(
  messages: readonly MatchedMessage[],
  threads: readonly Thread[],
  at: (ns: number) => number,
): { events: TraceEvent[]; backwards: number } {
  const byRecord = new Map(threads.map((thread) => [thread.rank.rank, slicesByRecord(thread)]));
  const events: TraceEvent[] = [];
  let backwards = 0;
  for (const [i, { from, to }] of messages.entries()) {
    const sent = byRecord.get(from.rank)?.get(from.index);
    const taken = byRecord.get(to.rank)?.get(to.index);
    if (!sent || !taken) continue;
    // The last moment that belongs to the receive.
    const [startNs, endNs] = [sent.startNs, taken.endNs - STEP_NS];
    if (endNs < startNs) backwards++;
    else {
      const arrow = { name: "message", cat: "message", id: i + 1 };
      events.push({ ph: "s", ...arrow, pid: sent.pid, tid: sent.tid, ts: at(startNs) });
      events.push({ ph: "f", bp: "e", ...arrow, pid: taken.pid, tid: taken.tid, ts: at(endNs) });
    }
  }
  return { events, backwards };
}

function slicesByRecord({ pid, tid, laidOut }: Thread) {
  return new Map(laidOut.map((slice) => [slice.slice.index, { ...slice, pid, tid }]));
}

/** Bytes that a rank has sent and received since its trace begins. */
function byteEvents({ rank, pid, tid, laidOut }: Thread, at: (ns: number) => number): TraceEvent[] {
  const name = `bytes of rank ${rank.rank}`;
  const sum = { sent: 0, received: 0 };
  return laidOut.flatMap(({ slice, endNs }) => {
    if (!slice.moved) return [];
    sum[slice.moved.way] += slice.moved.bytes;
    return [{ ph: "C", name, pid, tid, ts: at(endNs), args: { ...sum } }];
  });
}

function endEvents({ rank, pid, tid, laidOut }: Thread, at: (ns: number) => number): TraceEvent[] {
  const lastNs = laidOut.reduce((last, { endNs }) => Math.max(last, endNs), 0);
  if (rank.ended === undefined || lastNs === 0) return [];
  return [{ ph: "i", s: "t", name: rank.ended, cat: "end", pid, tid, ts: at(lastNs) }];
}

function told({ rank, node, trace, missing }: RankTrace): TracedRank {
  if (!trace) return { rank, node, records: 0, dropped: 0, missing: missing ?? "no trace" };
  return { rank, node, records: trace.records.length, dropped: trace.first };
}

function rounded({ offsetUs, roundTripUs, correctionUs }: AlignedClock) {
  return {
    offsetUs: Math.round(offsetUs),
    roundTripUs: Math.round(roundTripUs),
    correctionUs: Math.round(correctionUs),
  };
}
