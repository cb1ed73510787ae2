import { random, sleep, VnetosError } from "vnetos";
import { read, write } from "vnetos/csp";
import { type Lamport, lamport, mergeLamport, stampLamport } from "vnetos/sync";
import type { Fork } from "./forks.ts";
import { smile } from "./photographer.ts";

/** How long a philosopher holds one fork and waits for the other, when it takes them in the wrong order. */
const PATIENCE_MS = 300;

export class Philosopher {
  private readonly seat: number;
  private readonly left: number;
  private readonly right: number;
  private readonly forks: readonly Fork[];
  private readonly diary: string[];
  private readonly draw: () => number;
  private clock: Lamport;

  constructor(seat: number, forks: readonly Fork[], seed: number, diary: string[]) {
    this.seat = seat;
    this.left = seat;
    this.right = (seat + 1) % forks.length;
    this.forks = forks;
    this.diary = diary;
    this.draw = random(seed, seat);
    this.clock = lamport(seat);
  }

  /** Everybody brings one fork. */
  layFork(): void {
    this.putBack(this.left);
  }

  /**
   * Thinks, takes both forks, eats, puts them back. Whoever needs two forks takes the one with the smaller number first: so
   * nobody waits for a smaller one while holding a greater one, and the waiting cannot go round in a circle.
   */
  dine(): void {
    sleep(3 * this.draw());
    this.take(Math.min(this.left, this.right));
    this.take(Math.max(this.left, this.right));
    this.eat();
    this.putBack(this.left);
    this.putBack(this.right);
  }

  /** The wrong way: all take the left fork, and wait for the right one. The time-out is the only way out. */
  takeLeftThenRight(): void {
    this.take(this.left);
    smile(this.seat);
    try {
      this.take(this.right, PATIENCE_MS);
      this.putBack(this.right);
    } catch (error) {
      if (!(error instanceof VnetosError) || error.code !== "timeout") throw error;
      this.diary.push(
        `philosopher ${this.seat} gave up: held fork ${this.left}, not ${this.right}`,
      );
    }
    this.putBack(this.left);
  }

  private eat(): void {
    this.clock = stampLamport(this.clock);
    const from = this.clock.time;
    sleep(2 * this.draw());
    this.clock = stampLamport(this.clock);
    this.diary.push(`philosopher ${this.seat} ate from ${from} to ${this.clock.time}`);
  }

  private take(fork: number, timeoutMs?: number): void {
    const lastUse = read(this.forks[fork] as Fork, { timeoutMs });
    this.clock = mergeLamport(this.clock, lastUse);
  }

  private putBack(fork: number): void {
    this.clock = stampLamport(this.clock);
    write(this.forks[fork] as Fork, this.clock);
  }
}
