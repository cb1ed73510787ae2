import type { WorkerActivity } from "#protocol";
import type { WaitKind } from "../vm/native-call.ts";
import type { WorkerTrace } from "./trace/index.ts";

/**
 * What a worker is at. computing: its VM runs. queued: it could run, others of its thread have their turn.
 * output: it waits for room for what it has written. The others: blocked in a call.
 */
export type Doing = "computing" | "queued" | "output" | WaitKind;

const NOTHING: Readonly<Record<Doing, number>> = {
  computing: 0,
  queued: 0,
  receiving: 0,
  sending: 0,
  locking: 0,
  sleeping: 0,
  input: 0,
  output: 0,
};

/** How a worker spends its time from its start to its end, and what it sends and receives. */
export class Activity {
  private readonly now: () => number;
  /** ms of all stretches that are over. */
  private readonly spent: Record<Doing, number> = { ...NOTHING };
  private readonly traffic = { messagesOut: 0, bytesOut: 0, messagesIn: 0, bytesIn: 0 };
  private doing: Doing | undefined;
  private since = 0;
  private readonly trace: WorkerTrace | undefined;

  /** `trace`: told of every turn. */
  constructor(now: () => number, trace?: WorkerTrace) {
    this.now = now;
    this.trace = trace;
  }

  /** ms of all turns that are over. */
  get computedMs(): number {
    return this.spent.computing;
  }

  /** From now on the worker is at this; undefined: it has ended. */
  turnTo(doing: Doing | undefined): void {
    const now = this.now();
    if (this.doing) this.spent[this.doing] += now - this.since;
    this.trace?.turn(this.doing, this.since, doing, now);
    this.doing = doing;
    this.since = now;
  }

  /** A message was delivered. */
  sent(bytes: number): void {
    this.traffic.messagesOut += 1;
    this.traffic.bytesOut += bytes;
  }

  /** A message was taken. */
  received(bytes: number): void {
    this.traffic.messagesIn += 1;
    this.traffic.bytesIn += bytes;
  }

  status(): WorkerActivity {
    const spent = { ...this.spent };
    if (this.doing) spent[this.doing] += this.now() - this.since;
    return { ...inMicroseconds(spent), ...this.traffic };
  }
}

function inMicroseconds(ms: Readonly<Record<Doing, number>>): Record<Doing, number> {
  const entries = Object.entries(ms).map(([doing, spent]) => [doing, Math.round(spent * 1000)]);
  return Object.fromEntries(entries) as Record<Doing, number>;
}
