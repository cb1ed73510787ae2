import { EGRESS_BYTES, FRAME_BYTES_MAX } from "./geometry.ts";

/** A link's sending side: the output queue, and who waits for room in it. */
export class OutputPort {
  readonly index: number;
  enabled = false;
  carrier = true;
  /** False: the far end takes nothing now (CTS). */
  ready = true;
  /** Frames for it are dropped at once: one has waited in vain. */
  wedged = false;
  /** Whether frames wait for it with an end (register DROP). */
  drop = true;
  byteMs = 0;
  readonly queue: Uint8Array[] = [];
  fill = 0;
  /** Sent in virtual time, to be handed out. */
  batch: Uint8Array[] = [];
  batchBytes = 0;
  readonly #waiting: Uint8Array;
  #waiters = 0;
  #lastServed = 0;

  constructor(index: number, inputs: number) {
    this.index = index;
    this.#waiting = new Uint8Array(inputs);
    this.#lastServed = inputs - 1;
  }

  /** A frame starts only where the longest one fits, so that short ones do not slip past it. */
  get hasRoom(): boolean {
    return EGRESS_BYTES - this.fill >= FRAME_BYTES_MAX;
  }

  get waiters(): number {
    return this.#waiters;
  }

  wait(input: number): void {
    if (this.#waiting[input] === 0) this.#waiters += 1;
    this.#waiting[input] = 1;
  }

  leave(input: number): void {
    if (this.#waiting[input] === 1) this.#waiters -= 1;
    this.#waiting[input] = 0;
  }

  /** Round robin: the first input that waits, after the one that was served last. */
  nextWaiter(): number | undefined {
    const inputs = this.#waiting.length;
    for (let step = 1; step <= inputs; step += 1) {
      const input = (this.#lastServed + step) % inputs;
      if (this.#waiting[input] === 1) {
        this.#lastServed = input;
        this.leave(input);
        return input;
      }
    }
    return undefined;
  }

  enqueue(frame: Uint8Array): void {
    this.queue.push(frame);
    this.fill += frame.length;
  }

  dequeue(): Uint8Array | undefined {
    const frame = this.queue.shift();
    if (frame !== undefined) this.fill -= frame.length;
    return frame;
  }

  /** Throws away the queue; answers how many frames that were. */
  flush(): number {
    const frames = this.queue.length;
    this.queue.length = 0;
    this.fill = 0;
    return frames;
  }

  /** What was sent since the last call, in one piece. */
  takeBatch(): Uint8Array {
    const [first, second] = this.batch;
    const bytes = first !== undefined && second === undefined ? first : this.#concat();
    this.batch = [];
    this.batchBytes = 0;
    return bytes;
  }

  #concat(): Uint8Array {
    const bytes = new Uint8Array(this.batchBytes);
    let at = 0;
    for (const part of this.batch) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}
