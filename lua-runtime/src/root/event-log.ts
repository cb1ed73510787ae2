import { type EventsAnswer, encodeJson, type NodeEvent } from "#protocol";
import type { BoardHost } from "../host.ts";

/** An event before the log has given it a number and a time. */
export type NewEvent = NodeEvent extends infer E
  ? E extends NodeEvent
    ? Omit<E, "seq" | "at">
    : never
  : never;

interface Entry {
  readonly event: NodeEvent;
  readonly bytes: number;
}

/** A reader counts while it waits and this long after: its unread events hold writers back. */
const READER_ACTIVE_MS = 5_000;

/**
 * The node's news, numbered from 1, in a bounded space. While somebody reads, writers wait for room
 * (`hasRoom`, `onRoom`) and nothing is lost; while nobody does, the oldest make place and are counted.
 */
export class EventLog {
  readonly #host: BoardHost;
  readonly #limitBytes: number;
  readonly #startedAt: number;
  #entries: Entry[] = [];
  #bytes = 0;
  #last = 0;
  #dropped = 0;
  /** Highest number that each reader is known to have, and when it last asked or will have waited long enough. */
  readonly #readers = new Map<string, { after: number; askedAt: number }>();
  readonly #waiting = new Set<() => void>();
  readonly #roomWanted = new Set<() => void>();
  #cancelRoomTimer: (() => void) | undefined;

  constructor(options: { host: BoardHost; limitBytes: number }) {
    this.#host = options.host;
    this.#limitBytes = options.limitBytes;
    this.#startedAt = options.host.now();
  }

  append(event: NewEvent): void {
    const numbered = {
      seq: ++this.#last,
      at: Math.round(this.#host.now() - this.#startedAt),
      ...event,
    } as NodeEvent;
    const bytes = encodeJson(numbered).length;
    this.#entries.push({ event: numbered, bytes });
    this.#bytes += bytes;
    this.#dropOldest();
    for (const wake of [...this.#waiting]) wake();
  }

  /** False: a reader is behind by the whole log; writing now would lose news that it is about to fetch. */
  hasRoom(): boolean {
    const behind = this.#slowestReader();
    return behind === undefined || this.#bytesAfter(behind) < this.#limitBytes / 2;
  }

  /** Calls back once when there is room again, at the latest when the slow reader counts as gone. */
  onRoom(callback: () => void): void {
    this.#roomWanted.add(callback);
    this.#cancelRoomTimer ??= this.#host.after(READER_ACTIVE_MS, () => this.#offerRoom());
  }

  /** Events after number `after`, at most `maxBytes` of them, waiting up to `waitMs` for the first. */
  async read(options: {
    reader: string;
    after: number;
    waitMs: number;
    maxBytes: number;
    bootId: string;
  }): Promise<EventsAnswer> {
    const { reader, after, bootId, maxBytes } = options;
    const waitMs = this.#last <= after ? options.waitMs : 0;
    this.#noteReader(reader, after, waitMs);
    if (waitMs > 0) {
      await this.#news(waitMs);
      this.#noteReader(reader, after, 0);
    }
    return { bootId, ...this.#slice(after, maxBytes) };
  }

  forgetReader(reader: string): void {
    this.#readers.delete(reader);
    this.#offerRoom();
  }

  get range(): { first: number; last: number; dropped: number } {
    return { first: this.#first(), last: this.#last, dropped: this.#dropped };
  }

  #first(): number {
    return this.#entries[0]?.event.seq ?? this.#last + 1;
  }

  #slice(after: number, maxBytes: number): Omit<EventsAnswer, "bootId"> {
    const first = this.#first();
    const dropped = Math.max(0, first - 1 - after);
    const events: NodeEvent[] = [];
    let bytes = 0;
    for (let i = Math.max(0, after + 1 - first); i < this.#entries.length; i++) {
      const entry = this.#entries[i] as Entry;
      bytes += entry.bytes + 1;
      if (bytes > maxBytes && events.length > 0) break;
      events.push(entry.event);
    }
    const last = events.at(-1)?.seq ?? Math.max(after, first - 1);
    return { events, last: Math.min(last, this.#last), dropped };
  }

  #news(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        this.#waiting.delete(wake);
        resolve();
      };
      // What follows within this turn travels in the same answer.
      const wake = () => {
        this.#waiting.delete(wake);
        this.#host.soon(done);
      };
      const cancel = this.#host.after(waitMs, done);
      this.#waiting.add(wake);
    });
  }

  #dropOldest(): void {
    let drop = 0;
    while (this.#bytes > this.#limitBytes && drop < this.#entries.length - 1) {
      this.#bytes -= (this.#entries[drop] as Entry).bytes;
      drop++;
    }
    if (drop === 0) return;
    this.#entries = this.#entries.slice(drop);
    this.#dropped += drop;
  }

  #noteReader(reader: string, after: number, waitMs: number): void {
    this.#readers.set(reader, { after, askedAt: this.#host.now() + waitMs });
    if (this.#roomWanted.size > 0) this.#offerRoom();
  }

  #slowestReader(): number | undefined {
    const now = this.#host.now();
    let slowest: number | undefined;
    for (const [name, reader] of this.#readers) {
      if (now - reader.askedAt > READER_ACTIVE_MS) this.#readers.delete(name);
      else slowest = Math.min(slowest ?? reader.after, reader.after);
    }
    return slowest;
  }

  #bytesAfter(after: number): number {
    let bytes = 0;
    for (let i = this.#entries.length - 1; i >= 0; i--) {
      const entry = this.#entries[i] as Entry;
      if (entry.event.seq <= after) break;
      bytes += entry.bytes;
    }
    return bytes;
  }

  #offerRoom(): void {
    this.#cancelRoomTimer?.();
    this.#cancelRoomTimer = undefined;
    if (this.#roomWanted.size === 0) return;
    if (!this.hasRoom()) {
      this.#cancelRoomTimer = this.#host.after(READER_ACTIVE_MS, () => this.#offerRoom());
      return;
    }
    const wanted = [...this.#roomWanted];
    this.#roomWanted.clear();
    for (const callback of wanted) callback();
  }
}
