import type { BoardHost } from "#board";

interface Timer {
  at: number;
  callback: () => void;
}

/** A host whose clock moves only when told to. */
export class ManualHost implements BoardHost {
  #now = 0;
  #seed = 1;
  readonly #timers = new Set<Timer>();
  readonly #soon: (() => void)[] = [];

  now(): number {
    return this.#now;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#now + delayMs, callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  soon(callback: () => void): void {
    this.#soon.push(callback);
  }

  /** Different bytes at each call, the same in each test. */
  random(bytes: number): Uint8Array {
    return Uint8Array.from({ length: bytes }, () => {
      this.#seed = (this.#seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return (this.#seed >> 16) & 0xff;
    });
  }

  get timers(): number {
    return this.#timers.size;
  }

  /** Lets `ms` pass, with promises settled between the timers. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await this.settle();
      const next = [...this.#timers].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.#timers.delete(next);
      this.#now = next.at;
      next.callback();
    }
    this.#now = end;
  }

  async settle(): Promise<void> {
    for (let i = 0; i < 5; i++) {
      for (const callback of this.#soon.splice(0)) callback();
      await Promise.resolve();
    }
  }
}
