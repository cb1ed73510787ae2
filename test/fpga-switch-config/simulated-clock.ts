import type { SwitchClock } from "#switch";

/** Time that goes on only when a test says so; timers fire exactly when they are due. */
export class SimulatedClock implements SwitchClock {
  #now = 0;
  #serial = 0;
  readonly #timers = new Map<number, { readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.#now;
  }

  after(delayMs: number, callback: () => void): () => void {
    const serial = this.#serial++;
    this.#timers.set(serial, { at: this.#now + Math.max(0, delayMs), callback });
    return () => this.#timers.delete(serial);
  }

  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      const timer = this.#timers.get(next);
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, timer?.at ?? 0);
      timer?.callback();
    }
    this.#now = end;
  }

  /** Lets time go on, timer by timer, until the promise is settled. */
  async settle<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const watched = promise.finally(() => {
      settled = true;
    });
    watched.catch(() => undefined);
    for (let turn = 0; !settled && turn < 100_000; turn += 1) {
      for (let micro = 0; micro < 10; micro += 1) await Promise.resolve();
      if (!settled) this.advance(1);
    }
    return watched;
  }

  #next(end: number): number | undefined {
    let first: number | undefined;
    for (const [serial, { at }] of this.#timers) {
      if (at > end) continue;
      if (first === undefined || at < (this.#timers.get(first)?.at ?? 0)) first = serial;
    }
    return first;
  }
}
