import { COUNTER_STRIDE } from "./registers.ts";

/** Makes of counters that wrap around at 2^32 totals that do not, as long as they are read often enough. */
export class CounterTotals {
  #last = new Map<number, number>();
  #totals = new Map<number, number>();

  /** To be called when the switch is another one, or has started anew. */
  reset(): void {
    this.#last.clear();
    this.#totals.clear();
  }

  update(port: number, offset: number, value: number): number {
    const key = port * COUNTER_STRIDE + offset;
    const grown = (value - (this.#last.get(key) ?? 0)) >>> 0;
    const total = (this.#totals.get(key) ?? 0) + grown;
    this.#last.set(key, value);
    this.#totals.set(key, total);
    return total;
  }
}
