/** Lamport's clock, 1978: if one event can have caused another, its time is the smaller one. */
export class LamportClock {
  time = 0;

  /** The time of a new event on this board. */
  tick(): number {
    this.time += 1;
    return this.time;
  }

  /** A message has come: what happens from now on is later than its sending. */
  witness(stamp: number): void {
    this.time = Math.max(this.time, stamp) + 1;
  }
}
