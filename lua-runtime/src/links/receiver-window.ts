import {
  type DataFrame,
  FLAG_FIN,
  FLAG_FIRST,
  FLAG_LAST,
  MAX_FRAGMENT_BYTES,
  MAX_WINDOW_FRAMES,
} from "#protocol";
import { widen } from "./sequence.ts";

/** The port behind a conduit, as its receiving half sees it. */
export interface MessageSink {
  /** Bytes of message that can be taken now. */
  room(): number;
  /** A whole message, in order. full: ask again when there is room. */
  onMessage(bytes: Uint8Array): "taken" | "full" | "no-receiver";
  /** The far end sends nothing any more, and has dealt with all of ours before seq `next`; called after its last message. */
  onFinished(next: number): void;
}

/** What a frame did. repeated: it was here before, or is beyond the window. gap: frames before it are missing. */
export type FrameEffect = "in-order" | "completed" | "gap" | "repeated";

/** Why it does not go on at the next frame, though that is here. */
export type Hold = "full" | "no-receiver" | "too-large";

/**
 * The receiving half of a conduit: puts frames in order and parts together. A frame counts as received only when what
 * it completes is in the port's queue, so an acknowledged message is a delivered one.
 */
export class ReceiverWindow {
  readonly #sink: MessageSink;
  readonly #messageBytes: number;
  readonly #frames = new Map<number, DataFrame>();
  #next = 0;
  #hold: Hold | undefined;
  #message: Uint8Array | undefined;
  #filled = 0;
  #completed = false;
  #finished = false;

  constructor(sink: MessageSink, messageBytes: number) {
    this.#sink = sink;
    this.#messageBytes = messageBytes;
  }

  /** The next frame expected: all before it have been dealt with. */
  get next(): number {
    return this.#next;
  }

  get hold(): Hold | undefined {
    return this.#hold;
  }

  /** Bit k: frame next + 1 + k is here. */
  get bitmap(): number {
    let bits = 0;
    for (const seq of this.#frames.keys()) {
      if (seq > this.#next) bits |= 1 << (seq - this.#next - 1);
    }
    return bits >>> 0;
  }

  /** How many frames from `next` on may be sent. */
  get credit(): number {
    if (this.#hold !== undefined) return 0;
    if (this.#message !== undefined) return MAX_WINDOW_FRAMES;
    const frames = Math.ceil(this.#sink.room() / MAX_FRAGMENT_BYTES);
    return Math.min(MAX_WINDOW_FRAMES, Math.max(1, frames));
  }

  onData(frame: DataFrame): FrameEffect {
    const seq = widen(frame.seq, this.#next);
    if (seq < this.#next || seq >= this.#next + MAX_WINDOW_FRAMES || this.#frames.has(seq)) {
      return "repeated";
    }
    this.#frames.set(seq, frame);
    if (seq > this.#next) return "gap";
    return this.#run() ? "completed" : "in-order";
  }

  /** There may be room now. True: it went on. */
  resume(): boolean {
    if (this.#hold !== "full") return false;
    const before = this.#next;
    this.#hold = undefined;
    this.#run();
    return this.#next > before || this.#hold === undefined;
  }

  /** The sender has given up the message refused at frame `seq`. True: that was the one held. */
  skip(seq: number): boolean {
    const isRefused = this.#hold === "no-receiver" || this.#hold === "too-large";
    if (!isRefused || widen(seq, this.#next) !== this.#next) return false;
    this.#hold = undefined;
    this.#message = undefined;
    this.#pass();
    this.#run();
    return true;
  }

  /** Deals with frames in order as far as they are here. True: a message was completed. */
  #run(): boolean {
    this.#completed = false;
    for (;;) {
      const frame = this.#frames.get(this.#next);
      if (frame === undefined || this.#hold !== undefined) return this.#completed;
      this.#hold = this.#deal(frame);
      if (this.#hold === undefined) this.#pass();
    }
  }

  #pass(): void {
    this.#frames.delete(this.#next);
    this.#next += 1;
  }

  #deal(frame: DataFrame): Hold | undefined {
    if (frame.flags & FLAG_FIN) return this.#finish(frame.next);
    if (frame.flags & FLAG_FIRST) {
      const hold = this.#begin(frame);
      if (hold !== undefined) return hold;
    }
    const message = this.#message;
    // Rest of a message whose beginning was refused.
    if (message === undefined) return undefined;
    return this.#put(frame, message);
  }

  #finish(next: number): undefined {
    this.#completed = true;
    if (this.#finished) return;
    this.#finished = true;
    this.#sink.onFinished(next);
  }

  #begin(frame: DataFrame): Hold | undefined {
    if (frame.total > this.#messageBytes) return "too-large";
    if (frame.total > this.#sink.room()) return "full";
    this.#message = new Uint8Array(frame.total);
    this.#filled = 0;
    return undefined;
  }

  #put(frame: DataFrame, message: Uint8Array): Hold | undefined {
    const end = this.#filled + frame.bytes.length;
    const isLast = (frame.flags & FLAG_LAST) !== 0;
    // Parts that do not add up to what the first announced: no message of ours.
    if (end > message.length || (isLast && end < message.length)) return "too-large";
    message.set(frame.bytes, this.#filled);
    if (isLast) return this.#complete(message);
    this.#filled = end;
    return undefined;
  }

  #complete(message: Uint8Array): Hold | undefined {
    const outcome = this.#sink.onMessage(message);
    if (outcome !== "taken") return outcome;
    this.#message = undefined;
    this.#completed = true;
    return undefined;
  }
}
