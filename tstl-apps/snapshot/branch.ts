import { random, rank, send, size } from "vnetos";
import type { Message } from "./message.ts";

/** What each branch of the bank owns at the start. */
export const OPENING = 1000;

/** One branch of the bank: its balance, and what has happened to it, in order. */
export class Branch {
  balance = OPENING;
  readonly events: string[] = [];
  readonly draw: () => number;

  constructor(seed: number) {
    this.draw = random(seed, rank);
  }

  /** Sends a random amount to a random other branch. */
  transfer(): void {
    if (size === 1) return;
    const to = (rank + 1 + Math.floor(this.draw() * (size - 1))) % size;
    const amount = Math.min(this.balance, 1 + Math.floor(this.draw() * 99));
    this.balance -= amount;
    this.events.push(`${amount}>${to}`);
    send<Message>(to, { kind: "transfer", amount });
  }

  take(from: number, amount: number): void {
    this.balance += amount;
    this.events.push(`${amount}<${from}`);
  }

  /** The state for the snapshot. */
  record(): number {
    this.events.push(`[${this.balance}]`);
    return this.balance;
  }

  /** How long this branch rests before it acts again. */
  pauseMs(): number {
    return 4 * this.draw();
  }
}
