import type { SwitchClock } from "./clock.ts";

/** One timer that is set to the earliest moment that matters, but fires every `restMs` at most. */
export class WakeTimer {
  readonly #clock: SwitchClock;
  readonly #restMs: number;
  readonly #onWake: () => void;
  #lastAt = Number.NEGATIVE_INFINITY;
  #dueAt = Number.POSITIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(clock: SwitchClock, restMs: number, onWake: () => void) {
    this.#clock = clock;
    this.#restMs = restMs;
    this.#onWake = onWake;
  }

  /** Wakes at `at`, ms, or as soon afterwards as the rest allows; undefined: no need. */
  arm(at: number | undefined): void {
    if (at === undefined) {
      this.cancel();
      return;
    }
    const wakeAt = Math.max(at, this.#lastAt + this.#restMs);
    if (this.#cancel !== undefined && this.#dueAt <= wakeAt) return;
    this.cancel();
    this.#dueAt = wakeAt;
    this.#cancel = this.#clock.after(wakeAt - this.#clock.now(), () => this.#wake());
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #wake(): void {
    this.#cancel = undefined;
    this.#lastAt = this.#clock.now();
    this.#onWake();
  }
}
