import { rank, send, size } from "vnetos";
import { LamportClock } from "./lamport-clock.ts";
import type { Message } from "./message.ts";

/**
 * Ricart and Agrawala, 1981: one board at a time, with no board in charge.
 *
 *   outside ── request() ──> waiting ── a grant from every other board ──> inside ── release() ──> outside
 *
 * A board grants a request at once, unless it is inside, or waits itself and asked earlier. Then it grants when it
 * leaves. Earlier means: smaller Lamport time, and of equal times the smaller rank.
 */
export class Mutex {
  readonly clock = new LamportClock();
  /** Messages that this board has sent for the lock. */
  sent = 0;
  private asked: number | undefined;
  private grants = 0;
  private deferred: number[] = [];

  /** Asks all other boards. The answer is the request's time. */
  request(): number {
    const stamp = this.clock.tick();
    this.asked = stamp;
    this.grants = 0;
    for (let to = 0; to < size; to++) if (to !== rank) this.send(to, { kind: "request", stamp });
    return stamp;
  }

  /** True: this board is inside. */
  get granted(): boolean {
    return this.asked !== undefined && this.grants === size - 1;
  }

  release(): void {
    this.asked = undefined;
    for (const to of this.deferred) this.grant(to);
    this.deferred = [];
  }

  onRequest(from: number, stamp: number): void {
    this.clock.witness(stamp);
    if (this.isMine(from, stamp)) this.deferred.push(from);
    else this.grant(from);
  }

  onGrant(stamp: number): void {
    this.clock.witness(stamp);
    this.grants += 1;
  }

  /** True: this board asked before `from` did. */
  private isMine(from: number, stamp: number): boolean {
    if (this.asked === undefined) return false;
    return this.asked < stamp || (this.asked === stamp && rank < from);
  }

  private grant(to: number): void {
    this.send(to, { kind: "grant", stamp: this.clock.tick() });
  }

  private send(to: number, message: Message): void {
    this.sent += 1;
    send<Message>(to, message);
  }
}
