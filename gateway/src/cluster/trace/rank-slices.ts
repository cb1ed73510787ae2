import { TRACE_KINDS, type TraceRecord } from "#protocol";
import { peerOf } from "./match-messages.ts";
import type { RankTrace } from "./run-trace.ts";

/** A stretch of a rank's time, as a picture shows it. Times in microseconds of its node. */
export interface Slice {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly category: "span" | "compute" | "message" | "wait";
  readonly args: Readonly<Record<string, string | number>>;
  /** Bytes of a message that went or came. */
  readonly moved?: { readonly way: "sent" | "received"; readonly bytes: number };
  /** Place of its record in the trace. */
  readonly index: number;
}

/** The slices of a rank. */
export function rankSlices(run: string, rank: RankTrace): Slice[] {
  const { trace } = rank;
  if (!trace) return [];
  const describe = describer(run, rank);
  return trace.records.flatMap((record, index) =>
    record[0] === TRACE_KINDS.run
      ? runSlices(record, index)
      : [{ start: record[1], end: record[2], index, ...describe(record) }],
  );
}

/** Until its turn has come it is queued; from then on it computes, with turns of others in between. */
function runSlices([, start, end, first, ran]: TraceRecord, index: number): Slice[] {
  const base = { category: "compute", index } as const;
  const queued = { ...base, start, end: first, name: "queued", args: {} };
  const args = { ran_us: ran, not_running_us: Math.max(0, end - first - ran) };
  const compute = { ...base, start: first, end, name: "compute", args };
  return [queued, compute].filter((slice) => slice.end > slice.start);
}

type Description = Pick<Slice, "name" | "category" | "args" | "moved">;

function describer(run: string, { rank, trace }: RankTrace) {
  const names = trace?.names ?? [];
  return ([kind, , , a, b, c]: TraceRecord): Description => {
    const name = names[a] ?? "";
    const peer = peerOf(run, rank, name);
    const described = ENDS[kind];
    if (described) return message({ ...described, port: name, peer, bytes: b, number: c });
    if (kind === TRACE_KINDS.span) return { name: name || "span", category: "span", args: {} };
    return { name: WAITS[kind] ?? `record of kind ${kind}`, category: "wait", args: {} };
  };
}

interface MessageKind {
  readonly verb: string;
  readonly towards: "to" | "from";
  /** Undefined: its bytes were counted before. */
  readonly way?: "sent" | "received";
  /** What number 0 means. */
  readonly none: string;
}

const ENDS: Readonly<Record<number, MessageKind>> = {
  [TRACE_KINDS.send]: { verb: "send", towards: "to", way: "sent", none: "not delivered" },
  [TRACE_KINDS.post]: { verb: "post", towards: "to", way: "sent", none: "not told apart" },
  [TRACE_KINDS.delivery]: { verb: "delivery", towards: "to", none: "not in time" },
  [TRACE_KINDS.receive]: {
    ...{ verb: "receive", towards: "from", way: "received" },
    none: "a fault, or the other's end",
  },
};

const WAITS: Readonly<Record<number, string>> = {
  [TRACE_KINDS.sleep]: "sleep",
  [TRACE_KINDS.input]: "input",
  [TRACE_KINDS.output]: "output",
  [TRACE_KINDS.lock]: "lock",
};

interface Message extends MessageKind {
  readonly port: string;
  readonly peer: number | undefined;
  readonly bytes: number;
  readonly number: number;
}

function message(of: Message): Description {
  const { verb, towards, way, none, port, peer, bytes, number } = of;
  const category = "message";
  if (port === "") return { name: verb, category, args: { came: "nothing" } };
  const moved = way && number > 0 ? { moved: { way, bytes } } : {};
  const args = { port, bytes, message: number > 0 ? number : none };
  if (peer === undefined) return { name: `${verb} ${port}`, category, args, ...moved };
  const name = `${verb} ${towards} ${peer}`;
  return { name, category, args: { [towards]: `rank ${peer}`, ...args }, ...moved };
}
