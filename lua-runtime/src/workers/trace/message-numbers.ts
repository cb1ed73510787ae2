/** Messages of each port and direction, counted, so that both ends of a connection give one message one number. */
export class MessageNumbers {
  private readonly counts = { in: new Map<number, number>(), out: new Map<number, number>() };
  private readonly firstFailed = new Map<number, number>();

  /** From 1; 0 for a port whose name found no room. */
  next(direction: "in" | "out", port: number): number {
    if (port === 0) return 0;
    const counts = this.counts[direction];
    const number = (counts.get(port) ?? 0) + 1;
    counts.set(port, number);
    return number;
  }

  /** A message was not delivered: from it on the other end counts differently. */
  failed(port: number, number: number): void {
    if (number === 0) return;
    const known = this.firstFailed.get(port) ?? number;
    this.firstFailed.set(port, Math.min(known, number));
  }

  /** By port: the first message that was not delivered. */
  get failures(): [port: number, number: number][] {
    return [...this.firstFailed];
  }
}
