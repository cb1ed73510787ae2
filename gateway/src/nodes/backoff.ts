/** Waits between tries: they double from `firstMs` to `mostMs`, each cut by up to half at random. */
export class Backoff {
  readonly #firstMs: number;
  readonly #mostMs: number;
  readonly #random: () => number;
  #failures = 0;

  constructor(options: { firstMs: number; mostMs: number; random: () => number }) {
    this.#firstMs = options.firstMs;
    this.#mostMs = options.mostMs;
    this.#random = options.random;
  }

  /** ms to wait before the next try. */
  next(): number {
    const whole = Math.min(this.#firstMs * 2 ** this.#failures, this.#mostMs);
    this.#failures++;
    return whole * (1 - this.#random() / 2);
  }

  reset(): void {
    this.#failures = 0;
  }
}
