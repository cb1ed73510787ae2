import { type DecodedFrame, type FrameFault, isFrameFault, MAX_WIRE_BYTES } from "./link-frame.ts";
import { decodeFrame } from "./link-frame-decode.ts";

export interface FrameSink {
  onFrame(decoded: DecodedFrame): void;
  /** Once for each run of bytes between zeros that is no frame. */
  onFault(fault: FrameFault): void;
}

/**
 * Finds the frames in a stream of bytes that arrives in any pieces. After any garbage it is in step again at the
 * next zero byte. Zero bytes in a row are idle line, no fault. Keeps at most one frame's bytes.
 */
export class FrameReader {
  readonly #sink: FrameSink;
  readonly #kept = new Uint8Array(MAX_WIRE_BYTES);
  #length = 0;
  // True: the run has outgrown a frame; it is thrown away up to its zero.
  #overrun = false;

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  push(bytes: Uint8Array): void {
    let at = 0;
    for (;;) {
      const zero = bytes.indexOf(0, at);
      if (zero < 0) break;
      this.#finish(bytes.subarray(at, zero));
      at = zero + 1;
    }
    if (at < bytes.length) this.#keep(bytes.subarray(at));
  }

  #keep(piece: Uint8Array): void {
    if (this.#overrun || this.#length + piece.length >= MAX_WIRE_BYTES) {
      this.#overrun = true;
      return;
    }
    this.#kept.set(piece, this.#length);
    this.#length += piece.length;
  }

  #finish(piece: Uint8Array): void {
    if (this.#length === 0 && !this.#overrun) {
      if (piece.length > 0) this.#deliver(decodeFrame(piece));
      return;
    }
    this.#keep(piece);
    const run = this.#kept.subarray(0, this.#length);
    const overrun = this.#overrun;
    this.#length = 0;
    this.#overrun = false;
    this.#deliver(overrun ? OVERRUN : decodeFrame(run));
  }

  #deliver(outcome: DecodedFrame | FrameFault): void {
    if (isFrameFault(outcome)) this.#sink.onFault(outcome);
    else this.#sink.onFrame(outcome);
  }
}

const OVERRUN: FrameFault = {
  fault: "too-long",
  reason: `over ${MAX_WIRE_BYTES - 1} bytes before the zero`,
};
