import { MAX_WIRE_BYTES } from "#protocol";
import type { SimulatedLine, SimulatedWire } from "./simulation-wire.ts";

const QUEUE_BYTES = 512;
const NO_BYTES: Uint8Array = new Uint8Array();

interface Output {
  readonly line: SimulatedLine;
  /** Inputs that hold a frame for it, first come first served. */
  readonly waiting: number[];
}

/**
 * A label switch: a frame with label n goes to port n - 1 if the row of its input allows that. Store and forward; an
 * input whose frame has no room in its output's queue takes nothing more meanwhile (RTS).
 */
export class SimulatedSwitch {
  readonly #outputs: Output[];
  readonly #inputs: {
    bytes: Uint8Array;
    held: Uint8Array | undefined;
    readonly line: SimulatedLine;
  }[];
  /** By input: the outputs that it may reach. */
  readonly rows: Set<number>[];
  unrouted = 0;

  constructor(wires: readonly SimulatedWire[]) {
    this.rows = wires.map(() => new Set(wires.keys()));
    this.#outputs = wires.map((wire) => ({ line: wire.in, waiting: [] }));
    this.#inputs = wires.map((wire) => ({ bytes: NO_BYTES, held: undefined, line: wire.out }));
    for (const [port, wire] of wires.entries()) {
      wire.out.onBytes = (bytes) => this.#onBytes(port, bytes);
      wire.out.mayBegin = () => this.#inputs[port]?.held === undefined;
      wire.in.onSent = () => this.#serve(port);
    }
  }

  #onBytes(port: number, bytes: Uint8Array): void {
    const input = this.#inputs[port];
    if (input === undefined) return;
    input.bytes = input.bytes.length === 0 ? bytes : Buffer.concat([input.bytes, bytes]);
    // The lines send frame by frame, so a zero byte can only be the last, unless a bit error made one.
    if (bytes.at(-1) !== 0) return;
    const run = input.bytes;
    input.bytes = NO_BYTES;
    for (let from = 0; from < run.length; ) {
      const to = run.indexOf(0, from) + 1;
      if (to - from > 1) this.#route(port, run.subarray(from, to));
      from = to;
    }
  }

  #route(port: number, frame: Uint8Array): void {
    const to = (frame[0] as number) - 1;
    const output = this.#outputs[to];
    if (frame.length > MAX_WIRE_BYTES || output === undefined || !this.rows[port]?.has(to)) {
      this.unrouted += 1;
      return;
    }
    const input = this.#inputs[port];
    const hasRoom =
      output.waiting.length === 0 && output.line.backlog + frame.length <= QUEUE_BYTES;
    // Only several frames at once (a delay or no line rate) can find the place of the held one taken.
    if (hasRoom || input === undefined || input.held !== undefined) output.line.send(frame);
    else {
      input.held = frame;
      output.waiting.push(port);
    }
  }

  #serve(port: number): void {
    const output = this.#outputs[port];
    const first = output?.waiting[0];
    const input = first === undefined ? undefined : this.#inputs[first];
    if (output === undefined || input?.held === undefined) return;
    if (output.line.backlog + input.held.length > QUEUE_BYTES) return;
    output.waiting.shift();
    output.line.send(input.held);
    input.held = undefined;
    input.line.kick();
    this.#serve(port);
  }
}
