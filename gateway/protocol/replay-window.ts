/** How far behind the highest counter a message may come late. */
export const REPLAY_WINDOW = 64;

/** Remembers which of the last counters were used: each is taken once, in any order within the window. */
export class ReplayWindow {
  // Bit k: counter highest - k was used. BigInt has the 64 bits; one operation for each message.
  #used = 0n;
  #highest = -1;

  /** False: used before, or too far behind to know. */
  take(counter: number): boolean {
    if (counter > this.#highest) {
      const ahead = counter - this.#highest;
      const kept = ahead >= REPLAY_WINDOW ? 0n : this.#used << BigInt(ahead);
      this.#used = BigInt.asUintN(REPLAY_WINDOW, kept) | 1n;
      this.#highest = counter;
      return true;
    }
    const behind = this.#highest - counter;
    if (behind >= REPLAY_WINDOW) return false;
    const bit = 1n << BigInt(behind);
    const fresh = (this.#used & bit) === 0n;
    this.#used |= bit;
    return fresh;
  }
}
