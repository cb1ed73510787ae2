import type { NativeResults } from "../../vm/native-call.ts";
import type { TracedMessage } from "../trace/index.ts";

/** Messages that a worker has posted and not waited for. */
const TICKETS = 4_096;

interface Ticket {
  results: NativeResults | undefined;
  listener: ((results: NativeResults) => void) | undefined;
  traced: TracedMessage | undefined;
}

/** The sends that a program has posted. A ticket is gone once its outcome was taken. */
export class Tickets {
  readonly limitMessage = `${TICKETS} posted messages were not waited for`;
  private readonly tickets = new Map<number, Ticket>();
  private last = 0;
  /** Called whenever the outcome of a ticket becomes known that nobody listens for. */
  onSettled: (() => void) | undefined;

  /** Undefined: there are too many. */
  open(): number | undefined {
    if (this.tickets.size >= TICKETS) return undefined;
    this.tickets.set(++this.last, { results: undefined, listener: undefined, traced: undefined });
    return this.last;
  }

  /** What a trace knows of the ticket's message. */
  trace(number: number, traced: TracedMessage | undefined): void {
    const ticket = this.tickets.get(number);
    if (ticket) ticket.traced = traced;
  }

  traced(number: number): TracedMessage | undefined {
    return this.tickets.get(number)?.traced;
  }

  has(number: number): boolean {
    return this.tickets.has(number);
  }

  settle(number: number, results: NativeResults): void {
    const ticket = this.tickets.get(number);
    if (!ticket) return;
    ticket.results = results;
    if (!ticket.listener) {
      this.onSettled?.();
      return;
    }
    this.tickets.delete(number);
    ticket.listener(results);
  }

  /** True when the outcome of one of them is known, or was taken. */
  anyKnown(numbers: readonly number[]): boolean {
    return numbers.some((number) => this.tickets.get(number)?.results || !this.has(number));
  }

  /** The outcome, if it is known. */
  take(number: number): NativeResults | undefined {
    const results = this.tickets.get(number)?.results;
    if (results) this.tickets.delete(number);
    return results;
  }

  /** `listener` gets the outcome; the answer stops listening and keeps the ticket. */
  listen(number: number, listener: (results: NativeResults) => void): () => void {
    const ticket = this.tickets.get(number);
    if (ticket) ticket.listener = listener;
    return () => {
      if (ticket) ticket.listener = undefined;
    };
  }
}
