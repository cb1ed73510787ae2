import { CONTROL_FRAME_BYTES, type ControlFrame, decodeControl } from "./control-codec.ts";
import { crc8 } from "./crc8.ts";

/** A frame that began this long ago and is not whole is given up, ms. */
export const CONTROL_FRAME_TIMEOUT_MS = 20;

export interface ControlListener {
  onFrame(frame: ControlFrame): void;
  /** Nine bytes that begin like a frame, with a wrong CRC-8. */
  onBadCrc(): void;
}

/**
 * Finds control frames in a stream of bytes: at every start byte it looks at nine bytes; with a right
 * CRC-8 they are a frame, otherwise it goes one byte on. So garbage never hides the frame behind it.
 */
export class ControlReader {
  readonly #start: number;
  readonly #listener: ControlListener;
  #held: Uint8Array = new Uint8Array(0);
  #heldSince = 0;

  constructor(start: number, listener: ControlListener) {
    this.#start = start;
    this.#listener = listener;
  }

  /** `nowMs` of the same clock at every call. */
  push(bytes: Uint8Array, nowMs: number): void {
    if (bytes.length === 0) return;
    if (nowMs - this.#heldSince > CONTROL_FRAME_TIMEOUT_MS) this.#held = new Uint8Array(0);
    const all = joined(this.#held, bytes);
    const rest = this.#scan(all);
    // Bytes that were held before this push keep their time: a trickle does not renew it.
    if (rest > 0 || this.#held.length === 0) this.#heldSince = nowMs;
    this.#held = all.slice(rest);
  }

  /** Answers where the unfinished frame begins, or the end. */
  #scan(all: Uint8Array): number {
    let at = all.indexOf(this.#start);
    while (at >= 0 && at + CONTROL_FRAME_BYTES <= all.length) {
      at = all.indexOf(this.#start, at + this.#look(all.subarray(at, at + CONTROL_FRAME_BYTES)));
    }
    return at < 0 ? all.length : at;
  }

  /** Answers how many bytes are done with. */
  #look(candidate: Uint8Array): number {
    if (crc8(candidate.subarray(0, 8)) !== candidate[8]) {
      this.#listener.onBadCrc();
      return 1;
    }
    this.#listener.onFrame(decodeControl(this.#start, candidate));
    return CONTROL_FRAME_BYTES;
  }
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  if (head.length === 0) return tail;
  const all = new Uint8Array(head.length + tail.length);
  all.set(head);
  all.set(tail, head.length);
  return all;
}
