const NEVER = Number.POSITIVE_INFINITY;

/** A few moments in virtual time, one for each slot; the earliest comes first, of equal ones the lowest slot. */
export class DueTimes {
  readonly #at: Float64Array;
  /** Slot of the earliest, as long as nobody has cleared or postponed it. */
  #first: number | undefined = 0;

  constructor(slots: number) {
    this.#at = new Float64Array(slots).fill(NEVER);
  }

  set(slot: number, at: number): void {
    this.#at[slot] = at;
    const first = this.#first;
    if (first === undefined) return;
    if (slot === first) this.#first = undefined;
    else if (at < this.at(first) || (at === this.at(first) && slot < first)) this.#first = slot;
  }

  clear(slot: number): void {
    if (!this.isSet(slot)) return;
    this.#at[slot] = NEVER;
    if (slot === this.#first) this.#first = undefined;
  }

  isSet(slot: number): boolean {
    return this.at(slot) !== NEVER;
  }

  at(slot: number): number {
    return this.#at[slot] ?? NEVER;
  }

  /** Slot of the earliest moment; undefined: none is set. */
  earliest(): number | undefined {
    this.#first ??= this.#scan();
    return this.isSet(this.#first) ? this.#first : undefined;
  }

  #scan(): number {
    const times = this.#at;
    let first = 0;
    let earliest = times[0] ?? NEVER;
    for (let slot = 1; slot < times.length; slot += 1) {
      const at = times[slot] ?? NEVER;
      if (at >= earliest) continue;
      earliest = at;
      first = slot;
    }
    return first;
  }
}
