import type { FrameEffect } from "./receiver-window.ts";

/** A frame in the middle of a message waits this long for a second one to be acknowledged with. */
const DELAY_MS = 2;
/** After a hold, news of room is told again at these distances until data comes: the first telling may be lost. */
const REMINDERS_MS = [10, 40, 160];

/** When to acknowledge: at once what somebody waits for, every second frame otherwise. */
export class AckPolicy {
  #unacknowledged = 0;
  #inGap = false;
  #reminders = REMINDERS_MS.length;

  /** ms until an ACK must go; 0: with this batch. */
  after(effect: FrameEffect): number {
    this.#reminders = REMINDERS_MS.length;
    this.#unacknowledged += 1;
    const isNews = effect === "gap" ? !this.#inGap : effect !== "in-order" || this.#inGap;
    this.#inGap = effect === "gap" || (effect === "repeated" && this.#inGap);
    return isNews || this.#unacknowledged >= 2 ? 0 : DELAY_MS;
  }

  /** There is room again. */
  released(): void {
    this.#reminders = 0;
  }

  /** An ACK goes out. The answer: ms until it should go again; undefined: not needed. */
  sent(): number | undefined {
    this.#unacknowledged = 0;
    return REMINDERS_MS[this.#reminders++];
  }
}
