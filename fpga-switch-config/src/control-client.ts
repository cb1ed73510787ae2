import { VnetosError } from "#protocol";
import type { ByteStream } from "./byte-stream.ts";
import type { SwitchClock } from "./clock.ts";
import {
  ANSWER_START,
  CONTROL_OPS,
  CONTROL_STATUS,
  type ControlFrame,
  type ControlOp,
  encodeControl,
  REQUEST_START,
} from "./control-codec.ts";
import { ControlReader } from "./control-reader.ts";

export interface ControlClientOptions {
  readonly stream: ByteStream;
  readonly clock: SwitchClock;
  /** How long a try waits for the next answer, ms. Default 200. */
  readonly timeoutMs?: number;
  /** Tries without any progress before a request fails. Default 5. */
  readonly tries?: number;
}

interface Exchange {
  readonly request: Omit<ControlFrame, "tag">;
  /** Addresses of the answers that have still to come, in order. */
  readonly missing: number[];
  readonly answers: ControlFrame[];
  /** The request that asks for what is missing. */
  readonly again: (missing: readonly number[]) => Omit<ControlFrame, "tag">;
  readonly resolve: (answers: readonly ControlFrame[]) => void;
  readonly reject: (error: Error) => void;
  triesLeft: number;
  tag: number;
}

/** Bytes of a foreign device that its error message shows. */
const SHOWN_BYTES = 8;

/**
 * One request at a time over a control line, each with its answers; lost and damaged ones are asked for again.
 * Every request can be executed twice without harm.
 */
export class ControlClient {
  readonly #options: Required<ControlClientOptions>;
  readonly #reader: ControlReader;
  readonly #queue: Exchange[] = [];
  #cancelTimer: (() => void) | undefined;
  #tag = 0;
  #heard: Uint8Array = new Uint8Array(0);
  #closed = false;

  constructor(options: ControlClientOptions) {
    this.#options = { timeoutMs: 200, tries: 5, ...options };
    this.#reader = new ControlReader(ANSWER_START, {
      onFrame: (frame) => this.#onAnswer(frame),
      // A damaged answer is a lost one: those after it are still good, and time tells what is missing.
      onBadCrc: () => undefined,
    });
    options.stream.onBytes((bytes) => this.#onBytes(bytes));
  }

  /** One request, one answer. Errors: see `run`. */
  async ask(op: ControlOp, address: number, data: number): Promise<ControlFrame> {
    const request = { code: CONTROL_OPS[op], address, data };
    const [answer] = await this.exchange(request, [address], () => request);
    if (answer === undefined) throw new VnetosError("internal", "an exchange without an answer");
    return answer;
  }

  /**
   * A request that is answered once for each of `addresses`; `again` makes the request for those that are missing.
   * Errors: unreachable (nothing came), bad-frame (something else than a switch answers), closed.
   */
  exchange(
    request: Omit<ControlFrame, "tag">,
    addresses: readonly number[],
    again: Exchange["again"],
  ): Promise<readonly ControlFrame[]> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(closedError());
        return;
      }
      const parts = { request, again, resolve, reject, missing: [...addresses], answers: [] };
      this.#queue.push({ ...parts, triesLeft: this.#options.tries, tag: 0 });
      if (this.#queue.length === 1) this.#begin();
    });
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer?.();
    for (const exchange of this.#queue.splice(0)) exchange.reject(closedError());
    this.#options.stream.close();
  }

  #begin(): void {
    this.#heard = new Uint8Array(0);
    const exchange = this.#queue[0];
    if (exchange !== undefined) this.#try(exchange, exchange.request);
  }

  #try(exchange: Exchange, request: Omit<ControlFrame, "tag">): void {
    exchange.triesLeft -= 1;
    this.#tag = (this.#tag + 1) & 15;
    exchange.tag = this.#tag;
    this.#wait();
    this.#options.stream.write(encodeControl(REQUEST_START, { ...request, tag: exchange.tag }));
  }

  #wait(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.after(this.#options.timeoutMs, () => {
      this.#tryAgain();
    });
  }

  #tryAgain(): void {
    const exchange = this.#queue[0];
    if (exchange === undefined) return;
    if (exchange.triesLeft > 0) this.#try(exchange, exchange.again(exchange.missing));
    else this.#end((failed) => failed.reject(this.#silence()));
  }

  #onBytes(bytes: Uint8Array): void {
    if (this.#heard.length < SHOWN_BYTES) {
      this.#heard = Uint8Array.from([...this.#heard, ...bytes.subarray(0, SHOWN_BYTES)]);
    }
    this.#reader.push(bytes, this.#options.clock.now());
  }

  #onAnswer(answer: ControlFrame): void {
    const exchange = this.#queue[0];
    if (exchange === undefined) return;
    if (answer.code === CONTROL_STATUS["bad-crc"]) {
      this.#tryAgain();
      return;
    }
    const place = exchange.missing.indexOf(answer.address);
    if (answer.tag !== exchange.tag || place < 0) return;
    exchange.missing.splice(place, 1);
    exchange.answers.push(answer);
    exchange.triesLeft = this.#options.tries;
    if (exchange.missing.length === 0) this.#end((done) => done.resolve(exchange.answers));
    else this.#wait();
  }

  #end(settle: (exchange: Exchange) => void): void {
    this.#cancelTimer?.();
    const exchange = this.#queue.shift();
    if (exchange !== undefined) settle(exchange);
    this.#begin();
  }

  #silence(): VnetosError {
    const { tries, timeoutMs } = this.#options;
    if (this.#heard.length === 0) {
      const effort = `${tries} tries of ${timeoutMs} ms`;
      return new VnetosError("unreachable", `the switch does not answer: ${effort}`);
    }
    return notASwitch(this.#heard.subarray(0, SHOWN_BYTES));
  }
}

/** Something is at the line, but it is none of ours. */
export function notASwitch(heard: Uint8Array): VnetosError {
  const shown = [...heard].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  const what = "the device on the control line answers, but is no VNetOS switch";
  return new VnetosError("bad-frame", `${what} (it says ${shown})`);
}

function closedError(): VnetosError {
  return new VnetosError("closed", "the control line to the switch was closed");
}
