import { rank, send, size } from "vnetos";
import { compareLamport, type Lamport, lamport, mergeLamport, stampLamport } from "vnetos/sync";
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
  /** Counts events, and never contradicts cause and effect. */
  clock = lamport(rank);
  /** Messages that this board has sent for the lock. */
  sent = 0;
  private asked: Lamport | undefined;
  private grants = 0;
  private deferred: number[] = [];

  /** The time of a new event on this board. */
  tick(): Lamport {
    this.clock = stampLamport(this.clock);
    return this.clock;
  }

  /** Asks all other boards. The answer is the request's time. */
  request(): Lamport {
    const stamp = this.tick();
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

  onRequest(from: number, stamp: Lamport): void {
    this.clock = mergeLamport(this.clock, stamp);
    if (this.isMine(stamp)) this.deferred.push(from);
    else this.grant(from);
  }

  onGrant(stamp: Lamport): void {
    this.clock = mergeLamport(this.clock, stamp);
    this.grants += 1;
  }

  /** True: this board asked before the one whose request is stamped so. */
  private isMine(stamp: Lamport): boolean {
    return this.asked !== undefined && compareLamport(this.asked, stamp) < 0;
  }

  private grant(to: number): void {
    this.send(to, { kind: "grant", stamp: this.tick() });
  }

  private send(to: number, message: Message): void {
    this.sent += 1;
    send<Message>(to, message);
  }
}
