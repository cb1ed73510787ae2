import type { Clock } from "#nodes";

/** Numbers 0 <= x < 1 from a seed, the same at every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until told to run, then jumps from timer to timer. */
export class SimulatedClock implements Clock {
  readonly random: () => number;
  #now = 0;
  #order = 0;
  readonly #timers = new Set<Timer>();

  constructor(seed = 1) {
    this.random = seeded(seed);
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), order: this.#order++, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Runs until `done` is true. Throws when nothing is left that could make it so. */
  async runUntil(done: () => boolean, what = "the awaited state"): Promise<void> {
    for (let step = 0; step < 20_000; step++) {
      await settle();
      if (done()) return;
      if (!this.#fireNext()) break;
    }
    throw new Error(`${what} did not come by ${this.#now} ms of simulated time`);
  }

  async runFor(ms: number): Promise<void> {
    let over = false;
    this.after(ms, () => {
      over = true;
    });
    await this.runUntil(() => over);
  }

  #fireNext(): boolean {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (!next || isBefore(timer, next)) next = timer;
    if (!next) return false;
    this.#timers.delete(next);
    this.#now = next.at;
    next.callback();
    return true;
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** All promises that can go on have gone on. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
