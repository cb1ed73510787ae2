import {
  encodeSerialFrame,
  SERIAL_PAYLOAD_MAX_BYTES,
  type SerialFrame,
  type SerialType,
  VnetosError,
} from "#protocol";
import type { Clock } from "./clock.ts";

export interface SerialExchangeOptions {
  readonly id: number;
  /** The request's plaintext. */
  readonly request: Uint8Array;
  readonly send: (bytes: Uint8Array) => void;
  readonly clock: Clock;
  /** Longest answer that is taken, bytes. */
  readonly answerBytes: number;
  /** How long the node may work on it, ms. */
  readonly patienceMs: number;
  /** Once: the answer's plaintext, or why there is none. */
  readonly onEnd: (outcome: Uint8Array | VnetosError) => void;
}

/** The client asks again after this silence, ms; a node that stays silent so many times is gone. */
const SILENCE_MS = 500;
const SILENCES = 6;
const NOTHING = new Uint8Array(0);

/**
 * The client's side of one request on a serial line: gateway/protocol/README.md, "NMP over a serial line".
 *
 *     send all parts --> wait --silence--> resume --> wait …     (6 silences: unreachable)
 *                          |  <-- resume: send on from there
 *                          |  <-- part of the answer: take it; a gap: resume
 *                          '--> whole: the answer
 */
export class SerialExchange {
  readonly #options: SerialExchangeOptions;
  readonly #startedAt: number;
  #answer: Uint8Array | undefined;
  #received = 0;
  /** Where the last gap began: one resume for each. */
  #askedAt = -1;
  #silences = 0;
  #ended = false;
  #cancel = () => {};

  constructor(options: SerialExchangeOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
    this.#sendFrom(0);
    this.#listen();
  }

  /** A frame with this exchange's id. */
  take({ type, offset, total, payload }: SerialFrame): void {
    if (this.#ended) return;
    this.#silences = 0;
    this.#listen();
    if (type === "resume") this.#sendFrom(offset);
    else if (type === "answer" && total === 0) this.#checkPatience();
    else if (type === "answer") this.#takePart(offset, total, payload);
  }

  end(outcome: Uint8Array | VnetosError): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#cancel();
    this.#options.onEnd(outcome);
  }

  #takePart(offset: number, total: number, payload: Uint8Array): void {
    if (total > this.#options.answerBytes) {
      const message = `an answer of over ${this.#options.answerBytes} bytes`;
      this.end(new VnetosError("too-large", message));
      return;
    }
    if (this.#answer?.length !== total) {
      this.#answer = new Uint8Array(total);
      this.#received = 0;
    }
    if (offset > this.#received) this.#askOnce();
    if (offset > this.#received || offset + payload.length <= this.#received) return;
    this.#answer.set(payload, offset);
    this.#received = offset + payload.length;
    if (this.#received === total) this.end(this.#answer);
  }

  #askOnce(): void {
    if (this.#askedAt === this.#received) return;
    this.#askedAt = this.#received;
    this.#ask();
  }

  #ask(): void {
    this.#send([this.#frame("resume", this.#received, 0, NOTHING)]);
  }

  #sendFrom(start: number): void {
    const { request } = this.#options;
    const total = request.length;
    const frames: Uint8Array[] = [];
    for (let at = start; at < total; at += SERIAL_PAYLOAD_MAX_BYTES) {
      const payload = request.subarray(at, at + SERIAL_PAYLOAD_MAX_BYTES);
      frames.push(this.#frame("request", at, total, payload));
    }
    this.#send(frames);
  }

  /** A zero before them ends whatever stands on the line. */
  #send(frames: readonly Uint8Array[]): void {
    this.#options.send(Buffer.concat([Uint8Array.of(0), ...frames]));
  }

  #frame(type: SerialType, offset: number, total: number, payload: Uint8Array): Uint8Array {
    return encodeSerialFrame({ type, id: this.#options.id, offset, total, payload });
  }

  #listen(): void {
    this.#cancel();
    this.#cancel = this.#options.clock.after(SILENCE_MS, () => this.#onSilence());
  }

  #onSilence(): void {
    if (++this.#silences > SILENCES) {
      const seconds = (SILENCE_MS * SILENCES) / 1_000;
      this.end(new VnetosError("unreachable", `nothing is heard for ${seconds} s`));
      return;
    }
    this.#ask();
    this.#listen();
  }

  #checkPatience(): void {
    const { clock, patienceMs } = this.#options;
    if (clock.now() - this.#startedAt < patienceMs) return;
    this.end(new VnetosError("unreachable", `no answer within ${patienceMs / 1_000} s`));
  }
}
