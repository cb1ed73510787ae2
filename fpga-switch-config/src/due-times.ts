/** A few moments in virtual time, one for each slot; the earliest comes first, of equal ones the lowest slot. */
export class DueTimes {
  readonly #at: Float64Array;
  #armed = 0;

  constructor(slots: number) {
    this.#at = new Float64Array(slots).fill(Number.POSITIVE_INFINITY);
  }

  set(slot: number, at: number): void {
    if (!this.isSet(slot)) this.#armed += 1;
    this.#at[slot] = at;
  }

  clear(slot: number): void {
    if (this.isSet(slot)) this.#armed -= 1;
    this.#at[slot] = Number.POSITIVE_INFINITY;
  }

  isSet(slot: number): boolean {
    return this.at(slot) !== Number.POSITIVE_INFINITY;
  }

  at(slot: number): number {
    return this.#at[slot] ?? Number.POSITIVE_INFINITY;
  }

  /** Slot of the earliest moment; undefined: none is set. */
  earliest(): number | undefined {
    if (this.#armed === 0) return undefined;
    let first = 0;
    for (let slot = 1; slot < this.#at.length; slot += 1) {
      if (this.at(slot) < this.at(first)) first = slot;
    }
    return first;
  }
}
