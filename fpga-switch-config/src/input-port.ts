import { isCobs } from "./cobs.ts";
import { FRAME_BYTES_MAX, INGRESS_BYTES } from "./geometry.ts";

/** What reading a unit of the line has brought: nothing (a part, or idle), a frame, or an error to count. */
export type Unit = Uint8Array | "oversize" | "bad-cobs" | undefined;

/**
 * A link's receiving side: cuts the bytes of the line into frames and holds them in the input queue.
 *
 *   line (not read yet) -> unit: up to a zero, or what there is -> unfinished -> queue -> head
 *
 * It reads a unit only when that fits into the queue's 256 bytes beside what is there.
 */
export class InputPort {
  readonly index: number;
  enabled = false;
  raw = false;
  /** Time of one byte on the line, ms; 0: none. */
  byteMs = 0;
  /** Whole frames, the oldest first; what they take. */
  readonly queue: Uint8Array[] = [];
  fill = 0;
  /** Outputs that the head of the queue has still to go to; undefined: not looked up yet. */
  pending: number[] | undefined;
  /** Since when the board is told to stop, virtual ms; undefined: it may send. */
  stoppedAt: number | undefined;
  stoppedMs = 0;
  /** Bytes on the line that were not read yet. */
  backlog = 0;
  readonly #line: Uint8Array[] = [];
  #at = 0;
  readonly #unfinished = new Uint8Array(FRAME_BYTES_MAX);
  #unfinishedBytes = 0;
  #skipping = false;
  #unitBytes = 0;

  constructor(index: number) {
    this.index = index;
  }

  get unfinishedBytes(): number {
    return this.#unfinishedBytes;
  }

  take(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#line.push(bytes);
    this.backlog += bytes.length;
  }

  /** Length of the next unit on the line, bytes; 0: nothing there. */
  nextUnit(): number {
    const piece = this.#line[0];
    if (piece === undefined) return 0;
    const zero = this.raw ? this.#at : piece.indexOf(0, this.#at);
    this.#unitBytes = (zero < 0 ? piece.length : zero + 1) - this.#at;
    return this.#unitBytes;
  }

  /** Whether the queue has room for the unit that `nextUnit` told; garbage takes none. */
  unitFits(): boolean {
    const total = this.#unfinishedBytes + this.#unitBytes;
    if (this.#skipping || total > FRAME_BYTES_MAX) return true;
    return this.fill + total <= INGRESS_BYTES;
  }

  /** Reads the unit that `nextUnit` told. */
  readUnit(): Unit {
    const piece = this.#line[0] ?? new Uint8Array(0);
    const end = this.#at + this.#unitBytes;
    const unit = piece.subarray(this.#at, end);
    this.backlog -= unit.length;
    this.#at = end;
    if (end === piece.length) {
      this.#line.shift();
      this.#at = 0;
    }
    return this.raw ? unit : this.#delineate(unit);
  }

  #delineate(unit: Uint8Array): Unit {
    const ends = unit[unit.length - 1] === 0;
    if (this.#skipping) {
      this.#skipping = !ends;
      return undefined;
    }
    if (this.#unfinishedBytes + unit.length > FRAME_BYTES_MAX) {
      this.#skipping = !ends;
      this.#unfinishedBytes = 0;
      return "oversize";
    }
    return ends ? this.#finish(unit) : this.#keep(unit);
  }

  #keep(unit: Uint8Array): undefined {
    this.#unfinished.set(unit, this.#unfinishedBytes);
    this.#unfinishedBytes += unit.length;
    return undefined;
  }

  #finish(unit: Uint8Array): Unit {
    let frame = unit;
    if (this.#unfinishedBytes > 0) {
      this.#keep(unit);
      frame = this.#unfinished.slice(0, this.#unfinishedBytes);
      this.#unfinishedBytes = 0;
    }
    if (frame.length === 1) return undefined;
    return isCobs(frame, 1, frame.length - 1) ? frame : "bad-cobs";
  }

  /** Forgets what was not read yet and what is unfinished; answers whether a frame was. */
  abort(): boolean {
    const wasUnfinished = this.#unfinishedBytes > 0;
    this.#line.length = 0;
    this.#at = 0;
    this.backlog = 0;
    this.#unfinishedBytes = 0;
    this.#skipping = false;
    return wasUnfinished;
  }
}
