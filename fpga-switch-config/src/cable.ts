import { type CableFaults, VnetosError } from "#protocol";
import type { SwitchClock } from "./clock.ts";

export interface CableParts {
  readonly clock: SwitchClock;
  /** 0 <= random() < 1 */
  readonly random: () => number;
  readonly onBytes: (bytes: Uint8Array) => void;
  /** The cable has room again after `send` has answered false. */
  readonly onRoom?: () => void;
}

/** Faults with nothing left open. */
export type CableState = {
  readonly [Fault in keyof CableFaults]-?: NonNullable<CableFaults[Fault]>;
};

/** Bytes under way at which a delayed cable asks its sender to stop. */
const IN_FLIGHT_MAX = 65_536;

/** One direction of the cable between a board and the switch, with faults put in on purpose. */
export class Cable {
  readonly #parts: CableParts;
  #faults: CableState = { ...NO_FAULTS };
  #goodBits = Number.POSITIVE_INFINITY;
  #goodBytes = Number.POSITIVE_INFINITY;
  readonly #inFlight: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  #inFlightBytes = 0;
  #cancel: (() => void) | undefined;
  #told = true;

  constructor(parts: CableParts) {
    this.#parts = parts;
  }

  get faults(): CableState {
    return this.#faults;
  }

  /** Errors: bad-request for a rate out of its range (see CableFaults). */
  setFaults(faults: CableFaults): void {
    this.#faults = checkedFaults(faults);
    this.#goodBits = this.#gap(this.#faults.ber);
    this.#goodBytes = this.#gap(this.#faults.loss);
    if (this.#faults.cut) this.#clear();
  }

  /** False: enough is under way, go on when `onRoom` is called. What is sent nevertheless is carried. */
  send(bytes: Uint8Array): boolean {
    const { cut, delayMs } = this.#faults;
    if (cut) return true;
    const carried = this.#flip(this.#lose(bytes));
    if (carried.length === 0) return true;
    if (delayMs === 0 && this.#inFlight.length === 0) {
      this.#parts.onBytes(carried);
      return true;
    }
    return this.#delay(carried, this.#parts.clock.now() + delayMs);
  }

  /** What is under way is lost. */
  close(): void {
    this.#clear();
  }

  #clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#inFlight.length = 0;
    this.#inFlightBytes = 0;
    this.#tell();
  }

  #delay(bytes: Uint8Array, dueAt: number): boolean {
    const last = this.#inFlight[this.#inFlight.length - 1];
    this.#inFlight.push({ at: Math.max(dueAt, last?.at ?? 0), bytes });
    this.#inFlightBytes += bytes.length;
    this.#arm();
    this.#told = this.#inFlightBytes < IN_FLIGHT_MAX;
    return this.#told;
  }

  #arm(): void {
    const first = this.#inFlight[0];
    if (first === undefined || this.#cancel !== undefined) return;
    const waitMs = Math.max(0, first.at - this.#parts.clock.now());
    this.#cancel = this.#parts.clock.after(waitMs, () => this.#arrive());
  }

  #arrive(): void {
    this.#cancel = undefined;
    const now = this.#parts.clock.now();
    for (let first = this.#inFlight[0]; first && first.at <= now; first = this.#inFlight[0]) {
      this.#inFlight.shift();
      this.#inFlightBytes -= first.bytes.length;
      this.#parts.onBytes(first.bytes);
    }
    this.#arm();
    if (this.#inFlightBytes < IN_FLIGHT_MAX) this.#tell();
  }

  #tell(): void {
    if (this.#told) return;
    this.#told = true;
    this.#parts.onRoom?.();
  }

  #lose(bytes: Uint8Array): Uint8Array {
    if (this.#goodBytes >= bytes.length) {
      this.#goodBytes -= bytes.length;
      return bytes;
    }
    const kept: number[] = [];
    for (const byte of bytes) {
      if (this.#goodBytes > 0) kept.push(byte);
      this.#goodBytes = this.#goodBytes > 0 ? this.#goodBytes - 1 : this.#gap(this.#faults.loss);
    }
    return Uint8Array.from(kept);
  }

  #flip(bytes: Uint8Array): Uint8Array {
    const bits = bytes.length * 8;
    if (this.#goodBits >= bits) {
      this.#goodBits -= bits;
      return bytes;
    }
    const flipped = bytes.slice();
    let bit = this.#goodBits;
    for (; bit < bits; bit += 1 + this.#gap(this.#faults.ber)) {
      flipped[bit >>> 3] = (flipped[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
    }
    this.#goodBits = bit - bits;
    return flipped;
  }

  /** How many go well before the next that does not, each failing with probability `rate`: one draw, not one each. */
  #gap(rate: number): number {
    if (rate <= 0) return Number.POSITIVE_INFINITY;
    return Math.floor(Math.log(1 - this.#parts.random()) / Math.log(1 - rate));
  }
}

export const NO_FAULTS: CableState = { cut: false, ber: 0, loss: 0, delayMs: 0 };

/** Longest delay that a cable can be given, ms. */
const DELAY_MS_MAX = 10_000;

function checkedFaults(faults: CableFaults): CableState {
  const { cut = false, ber = 0, loss = 0, delayMs = 0 } = faults;
  if (typeof cut !== "boolean") {
    throw new VnetosError("bad-request", `cut of a cable is true or false, not ${cut}`);
  }
  const bounds = [
    ["ber", ber, 0.1],
    ["loss", loss, 0.5],
    ["delayMs", delayMs, DELAY_MS_MAX],
  ] as const;
  for (const [name, value, most] of bounds) {
    if (typeof value !== "number" || !(value >= 0 && value <= most)) {
      throw new VnetosError("bad-request", `${name} of a cable is 0 to ${most}, not ${value}`);
    }
  }
  return { cut, ber, loss, delayMs };
}
