import type { Wire, WireListener } from "../../lua-runtime/src/host.ts";
import type { SimulatedClock } from "./simulation-clock.ts";
import type { SeededRandom } from "./simulation-random.ts";

export interface CableSettings {
  /** Bits/s; a byte takes ten. 0: no time at all. */
  baud: number;
  delayMs: number;
  /** Bit error rate. */
  ber: number;
  /** Probability that a byte is lost. */
  loss: number;
  /** Everything is lost. */
  cut: boolean;
}

export const CLEAN_CABLE: CableSettings = {
  baud: 5_000_000,
  delayMs: 0,
  ber: 0,
  loss: 0,
  cut: false,
};

/** One direction of a cable: sends piece after piece at the line's rate, with its faults. */
export class SimulatedLine {
  readonly #clock: SimulatedClock;
  readonly #random: SeededRandom;
  readonly #cable: CableSettings;
  readonly #queue: Uint8Array[] = [];
  #queued = 0;
  #isSending = false;
  onBytes: (bytes: Uint8Array) => void = () => {};
  onSent: () => void = () => {};
  /** RTS of the far end: no piece begins while it says no. */
  mayBegin: () => boolean = () => true;

  constructor(clock: SimulatedClock, random: SeededRandom, cable: CableSettings) {
    this.#clock = clock;
    this.#random = random;
    this.#cable = cable;
  }

  /** Bytes not gone yet. */
  get backlog(): number {
    return this.#queued;
  }

  /** A frame at a time is on its way: pieces end at zero bytes. */
  send(bytes: Uint8Array): void {
    let from = 0;
    while (from < bytes.length) {
      const zero = bytes.indexOf(0, from);
      const to = zero < 0 ? bytes.length : zero + 1;
      this.#queue.push(bytes.slice(from, to));
      from = to;
    }
    this.#queued += bytes.length;
    this.kick();
  }

  /** The far end may be ready now. */
  kick(): void {
    if (this.#isSending || this.#queue.length === 0 || !this.mayBegin()) return;
    this.#isSending = true;
    const piece = this.#queue.shift() as Uint8Array;
    const { baud, delayMs } = this.#cable;
    const sendMs = baud === 0 ? 0 : (piece.length * 10_000) / baud;
    this.#clock.after(sendMs, () => {
      this.#isSending = false;
      this.#queued -= piece.length;
      this.#arrive(this.#spoil(piece), delayMs);
      this.kick();
      this.onSent();
    });
  }

  #arrive(bytes: Uint8Array, delayMs: number): void {
    if (this.#cable.cut || bytes.length === 0) return;
    if (delayMs === 0) this.onBytes(bytes);
    else this.#clock.after(delayMs, () => this.onBytes(bytes));
  }

  #spoil(piece: Uint8Array): Uint8Array {
    const { ber, loss } = this.#cable;
    const bits = piece.length * 8;
    for (let at = this.#random.untilHit(ber); at < bits; at += 1 + this.#random.untilHit(ber)) {
      piece[at >> 3] = (piece[at >> 3] as number) ^ (1 << (at & 7));
    }
    return loss === 0 ? piece : piece.filter(() => this.#random.next() >= loss);
  }
}

/** The board's end of a cable: a line each way. */
export class SimulatedWire implements Wire {
  readonly cable: CableSettings;
  /** To the switch. */
  readonly out: SimulatedLine;
  /** From the switch. */
  readonly in: SimulatedLine;
  #listener: WireListener | undefined;
  #isUp = true;

  constructor(clock: SimulatedClock, random: SeededRandom, cable: CableSettings) {
    this.cable = cable;
    this.out = new SimulatedLine(clock, random, cable);
    this.in = new SimulatedLine(clock, random, cable);
    this.out.onSent = () => this.#listener?.onDrain();
    this.in.onBytes = (bytes) => this.#listener?.onBytes(bytes);
  }

  get backlog(): number {
    return this.out.backlog;
  }

  get up(): boolean {
    return this.#isUp;
  }

  send(bytes: Uint8Array): void {
    if (this.#isUp) this.out.send(bytes);
  }

  listen(listener: WireListener): void {
    this.#listener = listener;
  }

  /** As if garbage had come over the cable. */
  inject(bytes: Uint8Array): void {
    this.#listener?.onBytes(bytes);
  }

  plug(up: boolean): void {
    this.#isUp = up;
    this.#listener?.onState(up);
  }

  /** Whoever listened is gone. */
  silence(): void {
    this.#listener = undefined;
  }
}
