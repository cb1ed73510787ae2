import { TRACE_KINDS } from "#protocol";
import type { RankTrace, RunTrace } from "./run-trace.ts";

/** One end of a message: a record of a rank. */
export interface MessageEnd {
  readonly rank: number;
  readonly node: string;
  /** Place of the record in the rank's trace. */
  readonly index: number;
}

/** A message of which both ends were recorded. */
export interface MatchedMessage {
  readonly from: MessageEnd;
  readonly to: MessageEnd;
  /** When it was handed over, by the sender's node. */
  readonly sentUs: number;
  /** When it was taken, by the receiver's node. */
  readonly receivedUs: number;
}

/** The port of a rank to another one, apart; undefined: another port. */
export function peerOf(run: string, rank: number, port: string): number | undefined {
  const before = `${run}.${rank}.`;
  const peer = port.startsWith(before) ? port.slice(before.length) : "";
  return /^\d{1,4}$/.test(peer) ? Number(peer) : undefined;
}

/**
 * Which send is which receive. Between two ranks message n of one end is message n of the other, as long as no
 * message before it has failed. Ports that were opened by name may have many ends: they are left out.
 */
export function matchMessages({ run, ranks }: RunTrace): MatchedMessage[] {
  const sent = new Map<string, { end: MessageEnd; us: number }>();
  for (const rank of ranks)
    for (const { peer, number, index, record } of messages(run, rank, SENT)) {
      if (number >= (rank.trace?.failed.get(record[3]) ?? Number.POSITIVE_INFINITY)) continue;
      sent.set(`${rank.rank} ${peer} ${number}`, { end: endOf(rank, index), us: record[1] });
    }
  const matched: MatchedMessage[] = [];
  for (const rank of ranks)
    for (const { peer, number, index, record } of messages(run, rank, RECEIVED)) {
      const from = sent.get(`${peer} ${rank.rank} ${number}`);
      if (from)
        matched.push({
          ...{ from: from.end, to: endOf(rank, index) },
          ...{ sentUs: from.us, receivedUs: record[2] },
        });
    }
  return matched;
}

const SENT: readonly number[] = [TRACE_KINDS.send, TRACE_KINDS.post];
const RECEIVED: readonly number[] = [TRACE_KINDS.receive];

function* messages(run: string, { rank, trace }: RankTrace, kinds: readonly number[]) {
  if (!trace) return;
  const peers = trace.names.map((name) => peerOf(run, rank, name));
  for (const [index, record] of trace.records.entries()) {
    const [kind, , , port, , number] = record;
    const peer = peers[port];
    if (number > 0 && peer !== undefined && kinds.includes(kind))
      yield { peer, number, index, record };
  }
}

function endOf({ rank, node }: RankTrace, index: number): MessageEnd {
  return { rank, node, index };
}
