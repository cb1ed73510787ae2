import { FIN_HEAD_BYTES, FLAG_FIN, FLAG_FIRST, FLAG_LAST, type WireError } from "#protocol";
import { DATA_OVERHEAD_BYTES } from "./loss-estimate.ts";
import type { OutgoingFrame, OutgoingMessage } from "./outgoing.ts";

/** What the flags are followed by in the first frame of a message: its length. */
const FIRST_HEAD_BYTES = 4;

/** Messages of a conduit in their order, FIN behind them; cuts them into frames, and tells each what became of it. */
export class MessageQueue {
  // Not all of it is in frames yet.
  readonly #waiting: OutgoingMessage[] = [];
  // All in frames, not all acknowledged.
  readonly #framed: OutgoingMessage[] = [];
  #fin: { readonly reason: number; seq: number | undefined } | undefined;

  add(bytes: Uint8Array, settle: (error: WireError | undefined) => void): void {
    this.#waiting.push({ bytes, framed: 0, lastSeq: undefined, settle });
  }

  /** FIN goes behind the last message. */
  finish(reason: number): void {
    this.#fin ??= { reason, seq: undefined };
  }

  /** True: there is something to cut. */
  get hasUncut(): boolean {
    return this.#waiting.length > 0 || (this.#fin !== undefined && this.#fin.seq === undefined);
  }

  /** True: messages are not acknowledged yet. */
  get hasMessages(): boolean {
    return this.#waiting.length + this.#framed.length > 0;
  }

  /** The next frame, with at most so many bytes behind the flags; only while `hasUncut`. */
  cut(seq: number, fragmentBytes: number): OutgoingFrame {
    const message = this.#waiting[0];
    return message === undefined ? this.#cutFin(seq) : this.#cutPart(seq, message, fragmentBytes);
  }

  /** The far end has refused the message that this frame is of; what is not cut of it is not sent. */
  refuse(message: OutgoingMessage, error: WireError): void {
    // A refusal is told more than once.
    const isThere = remove(this.#waiting, message) || remove(this.#framed, message);
    if (isThere) message.settle(error);
  }

  /** All frames before `upTo` are acknowledged. True: FIN too. */
  acknowledge(upTo: number): boolean {
    while ((this.#framed[0]?.lastSeq ?? upTo) < upTo) this.#framed.shift()?.settle(undefined);
    return (this.#fin?.seq ?? upTo) < upTo;
  }

  /** Every message that is not acknowledged fails. */
  fail(error: WireError): void {
    const all = [...this.#framed.splice(0), ...this.#waiting.splice(0)];
    for (const message of all) message.settle(error);
  }

  #cutPart(seq: number, message: OutgoingMessage, fragmentBytes: number): OutgoingFrame {
    const from = message.framed;
    const head = from === 0 ? FIRST_HEAD_BYTES : 0;
    const to = Math.min(message.bytes.length, from + fragmentBytes - head);
    message.framed = to;
    const isLast = to === message.bytes.length;
    if (isLast) {
      message.lastSeq = seq;
      this.#waiting.shift();
      this.#framed.push(message);
    }
    const flags = (from === 0 ? FLAG_FIRST : 0) | (isLast ? FLAG_LAST : 0);
    return newFrame({ seq, message, from, to, flags, reason: 0 }, head);
  }

  #cutFin(seq: number): OutgoingFrame {
    if (this.#fin !== undefined) this.#fin.seq = seq;
    const reason = this.#fin?.reason ?? 0;
    const part = { seq, message: undefined, from: 0, to: 0, flags: FLAG_FIN, reason };
    // The flags count in the overhead already.
    return newFrame(part, FIN_HEAD_BYTES - 1);
  }
}

type Part = Pick<OutgoingFrame, "seq" | "message" | "from" | "to" | "flags" | "reason">;

function newFrame(part: Part, headBytes: number): OutgoingFrame {
  return {
    ...part,
    wireBytes: DATA_OVERHEAD_BYTES + headBytes + part.to - part.from,
    state: "lost",
    transmissions: 0,
    path: undefined,
    loss: undefined,
    sentAt: 0,
    order: 0,
    anyLink: false,
  };
}

function remove<T>(list: T[], item: T): boolean {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}
