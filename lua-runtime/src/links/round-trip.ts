const SHORTEST_TIMEOUT_MS = 20;
const LONGEST_TIMEOUT_MS = 500;
const FIRST_TIMEOUT_MS = 100;
const OUTLIER_MS = 2;
const QUICK_TRIES = 16;
const QUICK_EXTRA_MS = 0.5;

/** How long an answer takes, as Jacobson and Karels estimate it, and how long to wait for one. */
export class RoundTrip {
  /** Smoothed; undefined before the first sample. */
  smoothMs: number | undefined;
  /** About the shortest of late. */
  leastMs = 0;
  #variationMs = 0;
  #backOff = 1;
  #quick = 0;

  /**
   * One far off is cut down, on a bad line all the more: an acknowledgement that got lost makes the next one look late.
   */
  sample(measuredMs: number, line: "good" | "bad" = "good"): void {
    this.#backOff = 1;
    const smooth = this.smoothMs ?? measuredMs;
    const usual = line === "bad" ? Math.max(2 * this.leastMs, 1.25 * smooth) : 2 * smooth;
    const ms = Math.min(measuredMs, usual + OUTLIER_MS);
    if (this.smoothMs === undefined) {
      this.smoothMs = ms;
      this.leastMs = ms;
      this.#variationMs = ms / 2;
      return;
    }
    this.#variationMs += (Math.abs(ms - this.smoothMs) - this.#variationMs) / 4;
    this.smoothMs += (ms - this.smoothMs) / 8;
    this.leastMs = Math.min(ms, this.leastMs + (this.smoothMs - this.leastMs) / 256);
  }

  /** 20..500 ms. */
  get timeoutMs(): number {
    const plain =
      this.smoothMs === undefined ? FIRST_TIMEOUT_MS : this.smoothMs + 4 * this.#variationMs;
    return Math.min(LONGEST_TIMEOUT_MS, Math.max(SHORTEST_TIMEOUT_MS, plain) * this.#backOff);
  }

  /** On a line known to lose much: how long until a repeat, when nothing sent later can tell. */
  get quickMs(): number {
    if (this.smoothMs === undefined || this.#quick >= QUICK_TRIES) return this.timeoutMs;
    return Math.min(this.timeoutMs, QUICK_EXTRA_MS + 2 * this.smoothMs);
  }

  /** No answer came in time: wait twice as long for the next. */
  backOff(): void {
    this.#backOff = Math.min(32, this.#backOff * 2);
  }

  /** No answer came in time, but the peer lives. */
  heard(): void {
    this.#backOff = Math.max(1, this.#backOff / 2);
    this.#quick = 0;
  }

  missed(): void {
    this.#quick += 1;
  }

  /** Something was acknowledged. The wait becomes short again only with a sample: the repeat may have been too early. */
  answered(): void {
    this.#quick = 0;
  }
}
