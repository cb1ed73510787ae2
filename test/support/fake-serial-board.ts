import {
  decodeRequest,
  encodeJson,
  encodeResponse,
  encodeSerialFrame,
  type NmpRequest,
  SERIAL_PAYLOAD_MAX_BYTES,
  type SerialFrame,
  SerialReader,
  type SerialType,
} from "#protocol";
import { SerialPort } from "./serial-port.ts";

interface Exchange {
  readonly id: number;
  request: Buffer;
  answer?: Uint8Array;
}

/** Status and body; undefined: no answer yet. */
export type FakeAnswer = readonly [status: number, body?: unknown] | undefined;

/** The board's side of a serial line, in TypeScript: for boards that are not as they should be. */
export class FakeSerialBoard {
  readonly requests: NmpRequest[] = [];
  #port: SerialPort | undefined;
  readonly #answer: (request: NmpRequest) => FakeAnswer;
  readonly #places: (Exchange | undefined)[] = [];
  readonly #reader = new SerialReader(
    (frame) => this.#take(frame),
    () => {}, // What a gateway that died has left half said.
  );

  constructor(answer: (request: NmpRequest) => FakeAnswer) {
    this.#answer = answer;
  }

  async open(path: string): Promise<void> {
    this.#port = await SerialPort.open(path, (bytes) => this.#reader.push(bytes));
  }

  async end(): Promise<void> {
    await this.#port?.unplug();
  }

  say(text: string): void {
    this.#port?.write(Buffer.from(text));
  }

  #take(frame: SerialFrame): void {
    const place = frame.id % 4;
    const known = this.#places[place]?.id === frame.id ? this.#places[place] : undefined;
    if (frame.type === "request") {
      const exchange = known ?? { id: frame.id, request: Buffer.alloc(0) };
      this.#places[place] = exchange;
      this.#takePart(exchange, frame);
    } else if (known === undefined) this.#send("resume", frame.id, 0, 0, new Uint8Array(0));
    else if (known.answer) this.#sendAnswer(known, frame.offset);
    else this.#send("answer", frame.id, 0, 0, new Uint8Array(0));
  }

  #takePart(exchange: Exchange, { offset, total, payload }: SerialFrame): void {
    if (offset !== exchange.request.length) return;
    exchange.request = Buffer.concat([exchange.request, payload]);
    if (exchange.request.length !== total) return;
    const request = decodeRequest(exchange.request);
    this.requests.push(request);
    const answer = this.#answer(request);
    if (!answer) return;
    const [status, value] = answer;
    const body = value === undefined ? new Uint8Array(0) : encodeJson(value);
    exchange.answer = encodeResponse({ status, body });
    this.#sendAnswer(exchange, 0);
  }

  #sendAnswer({ id, answer = new Uint8Array(0) }: Exchange, from: number): void {
    for (let at = from; at < answer.length; at += SERIAL_PAYLOAD_MAX_BYTES)
      this.#send("answer", id, at, answer.length, answer.slice(at, at + SERIAL_PAYLOAD_MAX_BYTES));
  }

  #send(type: SerialType, id: number, offset: number, total: number, payload: Uint8Array): void {
    this.#port?.write(Uint8Array.of(0));
    this.#port?.write(encodeSerialFrame({ type, id, offset, total, payload }));
  }
}
