import { TRACE_KINDS, TRACE_SPANS, type TraceKind, type TraceRecord } from "#protocol";
import type { Doing } from "../activity.ts";
import { MessageNumbers } from "./message-numbers.ts";
import { NameTable } from "./name-table.ts";
import { RecordRing } from "./record-ring.ts";

/** A message on its way, as a trace knows it. */
export interface TracedMessage {
  /** Number of the port's name. */
  readonly port: number;
  readonly bytes: number;
  /** From 1 for each port and direction; 0: none. */
  readonly number: number;
  delivered: boolean;
}

/** What a call that blocks waits for; told before the wait is over. */
interface Blocked {
  readonly kind: "send" | "delivery" | "receive";
  readonly message: TracedMessage | undefined;
}

interface OpenSpan {
  readonly id: number;
  readonly name: number;
  readonly start: number;
}

const SIMPLE: Partial<Record<Doing, TraceKind>> = {
  sleeping: "sleep",
  input: "input",
  output: "output",
  locking: "lock",
};

/**
 * The record of a worker's life, in a bounded space.
 *
 *   queued, computing: one `run`, cut where a span begins or ends
 *   every wait: a record of its own, when it is over
 */
export class WorkerTrace {
  readonly ring: RecordRing;
  readonly names = new NameTable();
  readonly messages = new MessageNumbers();
  private readonly microseconds: (now: number) => number;
  private readonly spans: OpenSpan[] = [];
  private lastSpan = 0;
  private blocked: Blocked | undefined;
  private run: { start: number; first: number | undefined; ranMs: number } | undefined;
  /** Since when the program has its turn. */
  private runningSince: number | undefined;

  /** `startedAt`: the node's start, ms of the clock that all times here are of. */
  constructor(capacity: number, startedAt: number) {
    this.ring = new RecordRing(capacity);
    this.microseconds = (now) => Math.round((now - startedAt) * 1000);
  }

  /** The worker has been at `was` since `since`, and is at `next` now; undefined: before its start, after its end. */
  turn(was: Doing | undefined, since: number, next: Doing | undefined, now: number): void {
    if (was === "computing") this.stopRunning(now);
    else if (was && was !== "queued") this.recordWait(was, since, now);
    if (next === "computing" || next === "queued") {
      this.run ??= { start: now, first: undefined, ranMs: 0 };
      if (next === "computing") this.startRunning(now);
    } else this.endRun(now);
    if (next === undefined) this.endSpans(0, now);
  }

  /** A message is handed over. */
  sending(port: string, bytes: number): TracedMessage {
    const name = this.names.number(port);
    return { port: name, bytes, number: this.messages.next("out", name), delivered: false };
  }

  /** Its outcome is known. */
  settled(message: TracedMessage, delivered: boolean): void {
    message.delivered = delivered;
    if (!delivered) this.messages.failed(message.port, message.number);
  }

  /** What the worker is blocked by, or, for `receive`, was. */
  blockedBy(kind: Blocked["kind"], message: TracedMessage | undefined): void {
    this.blocked = { kind, message };
  }

  posted(message: TracedMessage, start: number, end: number): void {
    this.record("post", start, end, message.port, message.bytes, message.number);
  }

  /** A message was taken; a fault or an end has `bytes` undefined. */
  arrived(port: string, bytes: number | undefined): TracedMessage {
    const name = this.names.number(port);
    const number = bytes === undefined ? 0 : this.messages.next("in", name);
    return { port: name, bytes: bytes ?? 0, number, delivered: true };
  }

  /** It was there without a wait. */
  received(message: TracedMessage, now: number): void {
    this.record("receive", now, now, message.port, message.bytes, message.number);
  }

  /** Answer: the number by which to end it; 0: not recorded. */
  beginSpan(name: string, now: number): number {
    if (this.spans.length >= TRACE_SPANS) return 0;
    this.cutRun(now);
    this.spans.push({ id: ++this.lastSpan, name: this.names.number(name), start: now });
    return this.lastSpan;
  }

  /** Ends a span and all that were opened within it; one that has ended stays as it is. */
  endSpan(id: number, now: number): void {
    const depth = this.spans.findIndex((span) => span.id === id);
    if (depth < 0) return;
    this.cutRun(now);
    this.endSpans(depth, now);
  }

  private endSpans(depth: number, now: number): void {
    for (const { name, start } of this.spans.splice(depth).reverse())
      this.record("span", start, now, name, 0, 0);
  }

  private startRunning(now: number): void {
    this.runningSince = now;
    if (this.run) this.run.first ??= now;
  }

  private stopRunning(now: number): void {
    if (this.run) this.run.ranMs += now - (this.runningSince ?? now);
    this.runningSince = undefined;
  }

  private endRun(now: number): void {
    const { run } = this;
    this.run = undefined;
    if (!run || run.start === now) return;
    const first = this.microseconds(run.first ?? now);
    this.record("run", run.start, now, first, Math.round(run.ranMs * 1000), 0);
  }

  /** A program that runs begins or ends a span: the run until here is one, the rest another. */
  private cutRun(now: number): void {
    this.stopRunning(now);
    this.endRun(now);
    this.run = { start: now, first: undefined, ranMs: 0 };
    this.startRunning(now);
  }

  private recordWait(was: Doing, start: number, end: number): void {
    const simple = SIMPLE[was];
    if (simple) {
      this.record(simple, start, end, 0, 0, 0);
      return;
    }
    const { kind = "receive", message } = this.blocked ?? {};
    this.blocked = undefined;
    const number = message?.delivered ? message.number : 0;
    // A wait that was given up: whether the message arrives nobody knows.
    if (kind === "send" && message && !message.delivered) this.settled(message, false);
    this.record(kind, start, end, message?.port ?? 0, message?.bytes ?? 0, number);
  }

  private record(
    kind: TraceKind,
    start: number,
    end: number,
    a: number,
    b: number,
    c: number,
  ): void {
    const times = [this.microseconds(start), this.microseconds(end)] as const;
    this.ring.push([TRACE_KINDS[kind], ...times, a, b, c] satisfies TraceRecord);
  }
}
