import {
  decodeSerialFrame,
  SERIAL_RUN_MAX_BYTES,
  type SerialFault,
  type SerialFrame,
} from "./serial-frame.ts";

/**
 * Finds the frames in what comes over a serial line, in any pieces. What a boot loader prints is passed over
 * with the faults; after any garbage the next zero is a new beginning.
 */
export class SerialReader {
  readonly #onFrame: (frame: SerialFrame) => void;
  readonly #onFault: (fault: SerialFault) => void;
  readonly #run = new Uint8Array(SERIAL_RUN_MAX_BYTES);
  #length = 0;
  /** True: the run is longer than any frame. */
  #overrun = false;

  constructor(onFrame: (frame: SerialFrame) => void, onFault: (fault: SerialFault) => void) {
    this.#onFrame = onFrame;
    this.#onFault = onFault;
  }

  push(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === 0) this.#finish();
      else if (this.#length < SERIAL_RUN_MAX_BYTES) this.#run[this.#length++] = byte;
      else this.#overrun = true;
    }
  }

  #finish(): void {
    const run = this.#run.subarray(0, this.#length);
    const overrun = this.#overrun;
    this.#length = 0;
    this.#overrun = false;
    if (run.length === 0) return;
    const outcome = overrun ? "bad-cobs" : decodeSerialFrame(run);
    if (typeof outcome === "string") this.#onFault(outcome);
    else this.#onFrame(outcome);
  }
}
