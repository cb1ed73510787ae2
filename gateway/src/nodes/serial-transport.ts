import {
  decodeResponse,
  encodeRequest,
  type NmpRequest,
  type NmpResponse,
  SERIAL_PLACES,
  SerialReader,
  VnetosError,
} from "#protocol";
import { type Clock, systemClock } from "./clock.ts";
import { parseSerialAddress } from "./serial-address.ts";
import { SerialExchange } from "./serial-exchange.ts";
import { openSerialLine, type SerialLine } from "./serial-line.ts";
import { Slots } from "./slots.ts";
import type { NmpTransport, RequestOptions } from "./transport.ts";

export interface SerialTransportOptions {
  /** How a port is opened; tests hand in a line of their own. */
  readonly open?: typeof openSerialLine;
  readonly clock?: Clock;
  /** How long a node may work on a request, on top of the request's own wait. Default 5,000 ms. */
  readonly answerTimeoutMs?: number;
}

const ANSWER_TIMEOUT_MS = 5_000;
const ANSWER_BYTES = 4_194_304;
const IDS = 65_536;
/** One place is kept for a request that waits: commands pass it by. */
const COMMAND_PLACES = SERIAL_PLACES - 1;

/** NMP over a serial line. The port is opened at the first request, and again after it was unplugged. */
export class SerialTransport implements NmpTransport {
  readonly url: string;
  readonly #options: SerialTransportOptions;
  readonly #clock: Clock;
  readonly #commands = new Slots(COMMAND_PLACES);
  readonly #waits = new Slots(1);
  /** The exchange under way in each place, and how often the place was used. */
  readonly #places: (SerialExchange | undefined)[] = Array(SERIAL_PLACES).fill(undefined);
  readonly #reader = new SerialReader(
    (frame) => {
      const place = frame.id % SERIAL_PLACES;
      if (this.#idOf(place) === frame.id) this.#places[place]?.take(frame);
    },
    () => {}, // Text of a boot loader, a byte that was lost: what is missing is asked for again.
  );
  #uses: number[];
  #line: Promise<SerialLine> | undefined;
  #closed = false;

  /** @throws VnetosError `bad-request`: no serial address */
  constructor(url: string, options: SerialTransportOptions = {}) {
    parseSerialAddress(url);
    this.url = url;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    // Anywhere: another process may have used the low ids a moment ago, and the node still keeps its answers.
    const first = Math.floor(this.#clock.random() * (IDS / SERIAL_PLACES));
    this.#uses = Array(SERIAL_PLACES).fill(first);
  }

  /** @throws VnetosError also `forbidden`, `conflict`: the port cannot be opened */
  async request(request: NmpRequest, options: RequestOptions = {}): Promise<NmpResponse> {
    const slots = options.waitMs ? this.#waits : this.#commands;
    return await slots.run(() => this.#exchange(request, options));
  }

  close(): void {
    this.#closed = true;
    this.#fail(new VnetosError("closed", `the way to ${this.url} was closed`));
    // A line that never opened needs no closing.
    this.#line?.then((line) => line.close()).catch(() => {});
  }

  async #exchange(request: NmpRequest, { signal, waitMs = 0 }: RequestOptions) {
    const what = `${request.method} ${request.path} to ${this.url}`;
    const line = await this.#open();
    if (signal?.aborted || this.#closed) throw new VnetosError("closed", `${what} was given up`);
    const place = this.#take(waitMs > 0);
    let giveUp = () => {};
    try {
      const outcome = await new Promise<Uint8Array | VnetosError>((onEnd) => {
        const exchange = new SerialExchange({
          id: this.#idOf(place),
          request: encodeRequest(request),
          send: (bytes) => this.#write(line, bytes),
          clock: this.#clock,
          answerBytes: ANSWER_BYTES,
          patienceMs: (this.#options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS) + waitMs,
          onEnd,
        });
        this.#places[place] = exchange;
        giveUp = () => exchange.end(new VnetosError("closed", `${what} was given up`));
        signal?.addEventListener("abort", giveUp);
      });
      if (outcome instanceof VnetosError) throw this.#fault(outcome);
      return decodeResponse(outcome);
    } finally {
      signal?.removeEventListener("abort", giveUp);
      this.#places[place] = undefined;
    }
  }

  #fault(error: VnetosError): VnetosError {
    if (error.code !== "unreachable") return error;
    return new VnetosError("unreachable", `node at ${this.url} does not answer: ${error.message}`);
  }

  /** A place that is free, with an id that it did not have before. The last one is for those that wait. */
  #take(waits: boolean): number {
    const place = waits ? COMMAND_PLACES : this.#places.indexOf(undefined);
    this.#uses[place] = ((this.#uses[place] ?? 0) + 1) % (IDS / SERIAL_PLACES);
    return place;
  }

  #idOf(place: number): number {
    return (this.#uses[place] ?? 0) * SERIAL_PLACES + place;
  }

  #open(): Promise<SerialLine> {
    if (this.#line) return this.#line;
    const { path, baudHz } = parseSerialAddress(this.url);
    const line = (this.#options.open ?? openSerialLine)({
      path,
      baudHz,
      onBytes: (bytes) => this.#reader.push(bytes),
      onGone: (error) => this.#lose(line, error),
    });
    this.#line = line;
    line.catch(() => {
      if (this.#line === line) this.#line = undefined;
    });
    return line;
  }

  #write(line: SerialLine, bytes: Uint8Array): void {
    // A port that has gone is told by its reading, too.
    line.write(bytes).catch((error) => this.#lose(this.#line, error as Error));
  }

  #lose(line: Promise<SerialLine> | undefined, error: Error): void {
    if (line === undefined || this.#line !== line) return;
    this.#line = undefined;
    void line.then((open) => open.close());
    this.#fail(new VnetosError("unreachable", `the port has gone (${error.message})`));
  }

  #fail(error: VnetosError): void {
    for (const exchange of [...this.#places]) exchange?.end(error);
  }
}
