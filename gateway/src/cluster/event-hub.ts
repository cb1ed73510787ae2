import type { GatewayEvent } from "#protocol";

/** An event before the hub has given it a number and a time. */
export type NewGatewayEvent = GatewayEvent extends infer E
  ? E extends GatewayEvent
    ? Omit<E, "seq" | "time">
    : never
  : never;

export type EventListener = (event: GatewayEvent) => void;

/** Characters of events that are kept for those who come late or come back. */
const KEPT_CHARS = 8_000_000;

interface Entry {
  readonly event: GatewayEvent;
  readonly chars: number;
}

/** All news of the cluster, numbered from 1 in this start of the gateway, the latest of them kept. */
export class EventHub {
  #entries: Entry[] = [];
  #chars = 0;
  #last = 0;
  readonly #listeners = new Set<EventListener>();

  emit(news: NewGatewayEvent): void {
    const event = { seq: ++this.#last, time: new Date().toISOString(), ...news } as GatewayEvent;
    this.#keep(event);
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** Sends what only those who listen now need, and what would push lasting news out of the log. */
  emitPassing(news: NewGatewayEvent): void {
    const event = { seq: this.#last, time: new Date().toISOString(), ...news } as GatewayEvent;
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** Calls the listener for everything kept after number `after`, then for all news. Answers how many were lost, and the way to end it. */
  subscribe(
    after: number,
    listener: EventListener,
  ): { dropped: number; last: number; end: () => void } {
    const first = this.#entries[0]?.event.seq ?? this.#last + 1;
    const last = this.#last;
    for (const { event } of this.#entries) if (event.seq > after) listener(event);
    this.#listeners.add(listener);
    return {
      dropped: Math.max(0, first - 1 - after),
      last,
      end: () => void this.#listeners.delete(listener),
    };
  }

  /** Number of the last event. */
  get last(): number {
    return this.#last;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  #keep(event: GatewayEvent): void {
    const chars = "text" in event ? event.text.length + 160 : JSON.stringify(event).length;
    this.#entries.push({ event, chars });
    this.#chars += chars;
    if (this.#chars <= KEPT_CHARS) return;
    // A tenth at a time, so that the array is not moved for each event.
    let drop = 0;
    while (this.#chars > KEPT_CHARS * 0.9) this.#chars -= (this.#entries[drop++] as Entry).chars;
    this.#entries = this.#entries.slice(drop);
  }
}
