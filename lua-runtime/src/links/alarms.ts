import type { BoardHost } from "../host.ts";

/** A moment at which something is to be done; `Infinity`: none. */
export interface Alarm {
  /** When it rings, on the host's clock; `Infinity`: not set. */
  readonly at: number;
  set(at: number): void;
  clear(): void;
}

/**
 * All alarms of a link layer over one timer of the host. Setting an alarm later costs nothing: the timer rings once too
 * early and looks again. No alarm set: no timer.
 */
export class Alarms {
  readonly #host: Pick<BoardHost, "now" | "after">;
  readonly #set = new Set<Entry>();
  #timerAt = Number.POSITIVE_INFINITY;
  #cancel: () => void = () => {};
  #stopped = false;

  constructor(host: Pick<BoardHost, "now" | "after">) {
    this.#host = host;
  }

  make(ring: () => void): Alarm {
    const entry: Entry = { at: Number.POSITIVE_INFINITY, ring };
    return {
      get at() {
        return entry.at;
      },
      set: (at) => this.#arm(entry, at),
      clear: () => this.#arm(entry, Number.POSITIVE_INFINITY),
    };
  }

  /** No alarm rings any more. */
  stop(): void {
    this.#stopped = true;
    this.#set.clear();
    this.#cancel();
  }

  #arm(entry: Entry, at: number): void {
    if (this.#stopped) return;
    entry.at = at;
    if (at === Number.POSITIVE_INFINITY) {
      this.#set.delete(entry);
      return;
    }
    this.#set.add(entry);
    if (at < this.#timerAt) this.#start(at);
  }

  #start(at: number): void {
    this.#cancel();
    this.#timerAt = at;
    this.#cancel = this.#host.after(Math.max(0, at - this.#host.now()), () => this.#ring());
  }

  #ring(): void {
    this.#timerAt = Number.POSITIVE_INFINITY;
    const now = this.#host.now();
    const due = [...this.#set].filter((entry) => entry.at <= now).sort((a, b) => a.at - b.at);
    for (const entry of due) {
      if (entry.at > now || !this.#set.delete(entry)) continue;
      entry.at = Number.POSITIVE_INFINITY;
      entry.ring();
    }
    this.#startEarliest();
  }

  #startEarliest(): void {
    let earliest = Number.POSITIVE_INFINITY;
    for (const entry of this.#set) earliest = Math.min(earliest, entry.at);
    if (earliest < this.#timerAt) this.#start(earliest);
  }
}

interface Entry {
  at: number;
  readonly ring: () => void;
}
