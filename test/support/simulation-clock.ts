import type { BoardHost } from "../../lua-runtime/src/host.ts";
import type { SeededRandom } from "./simulation-random.ts";

interface Event {
  readonly at: number;
  readonly serial: number;
  callback: (() => void) | undefined;
}

/** A clock that jumps from event to event. Events at the same time happen in the order in which they were asked for. */
export class SimulatedClock {
  now = 0;
  #serial = 0;
  readonly #heap: Event[] = [];

  /** The answer cancels. */
  after(delayMs: number, callback: () => void): () => void {
    const event: Event = { at: this.now + delayMs, serial: this.#serial++, callback };
    this.#push(event);
    return () => {
      event.callback = undefined;
    };
  }

  /** Lets events happen until `until` holds or the clock stands at `limitMs`. True: it holds. */
  run(limitMs: number, until: () => boolean = () => false): boolean {
    for (;;) {
      if (until()) return true;
      const first = this.#heap[0];
      if (first === undefined || first.at > limitMs) break;
      this.#pop();
      if (first.callback === undefined) continue;
      this.now = first.at;
      first.callback();
    }
    this.now = Math.max(this.now, limitMs);
    return false;
  }

  /** Events that are still to happen. */
  get pending(): number {
    return this.#heap.filter((event) => event.callback !== undefined).length;
  }

  host(random: SeededRandom): BoardHost {
    return {
      now: () => this.now,
      after: (delayMs, callback) => this.after(delayMs, callback),
      soon: (callback) => void this.after(0, callback),
      random: (bytes) => random.bytes(bytes),
    };
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!isBefore(event, heap[up] as Event)) break;
      heap[at] = heap[up] as Event;
      at = up;
    }
    heap[at] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Event;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Event, heap[child] as Event))
        child++;
      if (!isBefore(heap[child] as Event, last)) break;
      heap[at] = heap[child] as Event;
      at = child;
    }
    heap[at] = last;
  }
}

function isBefore(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.serial < b.serial);
}
