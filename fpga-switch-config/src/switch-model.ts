import { VnetosError } from "#protocol";
import type { SwitchClock } from "./clock.ts";
import { Crossbar } from "./crossbar.ts";
import { DueTimes } from "./due-times.ts";
import { BITS_PER_BYTE, PORTS_MAX } from "./geometry.ts";
import { InputPort } from "./input-port.ts";
import { OutputPort } from "./output-port.ts";
import { PortControls } from "./port-controls.ts";
import { COUNTER, PortCounters } from "./port-counters.ts";
import { RegisterFile, type SwitchCore } from "./register-file.ts";
import { DROP_WAIT_US } from "./registers.ts";
import { RouteTable } from "./route-table.ts";
import { WakeTimer } from "./wake-timer.ts";

export interface SwitchModelOptions {
  /** 1..254; hardware has 16. */
  readonly ports: number;
  readonly clock: SwitchClock;
  /** Takes what leaves on a port. To stop the port call `setReady`, also from in here. */
  readonly onSend: (port: number, bytes: Uint8Array) => void;
  /** The port that `receive` has told to stop may send again. */
  readonly onInputReady?: (port: number) => void;
  /** Sends of a port with a line speed are handed out in pieces this long at least, ms. Default 1. */
  readonly batchMs?: number;
}

/** Line bytes that a port with a line speed takes ahead, in ms of the line. */
const READ_AHEAD_MS = 4;

/**
 * The switch as a byte-stream machine: what the sixteen UARTs of the hardware carry goes in by `receive`
 * and comes out by `onSend`; `registers` is its control side. Ports are disabled until EN is written.
 */
export class SwitchModel {
  readonly registers: RegisterFile;
  readonly ports: number;
  readonly #options: SwitchModelOptions;
  readonly #inputs: InputPort[];
  readonly #outputs: OutputPort[];
  readonly #crossbar: Crossbar;
  readonly #due: DueTimes;
  readonly #wake: WakeTimer;
  readonly #controls: PortControls;
  readonly #counters: PortCounters;
  readonly #routes: RouteTable;
  readonly #startedAt: number;
  readonly #rates: number[];
  readonly #toRead = new Set<InputPort>();
  readonly #toServe = new Set<OutputPort>();
  readonly #stopped = new Set<InputPort>();
  #running = false;
  #closed = false;

  constructor(options: SwitchModelOptions) {
    const { ports, clock, onSend } = options;
    if (!Number.isInteger(ports) || ports < 1 || ports > PORTS_MAX) {
      throw new VnetosError("bad-request", `a switch has 1 to ${PORTS_MAX} ports, not ${ports}`);
    }
    this.ports = ports;
    this.#options = options;
    this.#startedAt = clock.now();
    this.#rates = new Array<number>(ports).fill(0);
    this.#inputs = this.#rates.map((_, port) => new InputPort(port));
    this.#outputs = this.#rates.map((_, port) => new OutputPort(port, ports));
    this.#counters = new PortCounters(ports);
    this.#routes = new RouteTable(ports);
    this.#due = new DueTimes(3 * ports);
    const parts = { inputs: this.#inputs, outputs: this.#outputs, due: this.#due, onSend };
    this.#crossbar = new Crossbar({ ...parts, routes: this.#routes, counters: this.#counters });
    this.#crossbar.dropWaitMs = DROP_WAIT_US.reset / 1000;
    this.#wake = new WakeTimer(clock, options.batchMs ?? 1, () => this.#step(() => {}));
    const both = this.#inputs.map((input, port) => ({ input, output: this.#output(port) }));
    this.#controls = new PortControls(both, this.#crossbar, this.#routes);
    this.registers = new RegisterFile(this.#core());
  }

  /**
   * Bytes from the board at `port`; they are the model's from now on. False: stop sending until
   * `onInputReady`; what comes nevertheless is kept.
   */
  receive(port: number, bytes: Uint8Array): boolean {
    const input = this.#input(port);
    this.#step(() => {
      if (!input.enabled) {
        this.#counters.add(port, COUNTER.rxBytes, bytes.length);
        return;
      }
      input.take(bytes);
      this.#toRead.add(input);
    });
    if (input.backlog <= this.#readAhead(input)) return true;
    this.#stopped.add(input);
    return false;
  }

  /** Whether the board at `port` takes bytes (CTS). */
  setReady(port: number, ready: boolean): void {
    const output = this.#output(port);
    this.#step(() => {
      output.ready = ready;
      if (ready) this.#toServe.add(output);
    });
  }

  /** Whether there is a board at `port`. Without one, frames for the port are dropped and counted. */
  setCarrier(port: number, carrier: boolean): void {
    const output = this.#output(port);
    const input = this.#input(port);
    this.#step(() => {
      output.carrier = carrier;
      output.ready = true;
      if (carrier) {
        this.#crossbar.abort(input);
        this.#toServe.add(output);
      } else {
        this.#crossbar.flushQueue(output);
        this.#crossbar.refuseWaiters(output, COUNTER.noCarrier);
      }
    });
  }

  /** Sets the line speed of one port, or of all. 0: unlimited. */
  setLineSpeed(bitsPerSecond: number, port?: number): void {
    const ports = port === undefined ? this.#rates.keys() : [port];
    this.#step(() => {
      for (const each of ports) this.#setRate(each, bitsPerSecond);
    });
  }

  /** No timer stays behind, and nothing moves any more. */
  close(): void {
    this.#closed = true;
    this.#wake.cancel();
  }

  /** Everything happens in here: first what was due before now, then `work`, then what follows from it. */
  #step<T>(work: () => T): T {
    if (this.#running || this.#closed) return work();
    this.#running = true;
    try {
      this.#advance(this.#options.clock.now());
      const result = work();
      this.#settle();
      return result;
    } finally {
      this.#running = false;
      const slot = this.#due.earliest();
      this.#wake.arm(slot === undefined ? undefined : this.#due.at(slot));
    }
  }

  #advance(now: number): void {
    for (let slot = this.#due.earliest(); slot !== undefined; slot = this.#due.earliest()) {
      const at = this.#due.at(slot);
      if (at > now) break;
      this.#crossbar.at = Math.max(at, this.#crossbar.at);
      this.#crossbar.expire(slot);
    }
    this.#crossbar.at = Math.max(now, this.#crossbar.at);
  }

  #settle(): void {
    do {
      for (const output of this.#toServe) {
        this.#toServe.delete(output);
        this.#crossbar.serve(output);
      }
      for (const input of this.#toRead) {
        this.#toRead.delete(input);
        this.#crossbar.read(input);
      }
      this.#crossbar.flush();
      this.#releaseInputs();
    } while (this.#toServe.size + this.#toRead.size > 0 || this.#crossbar.hasUnsent);
  }

  #releaseInputs(): void {
    for (const input of this.#stopped) {
      if (input.backlog > this.#readAhead(input)) continue;
      this.#stopped.delete(input);
      this.#options.onInputReady?.(input.index);
    }
  }

  #readAhead(input: InputPort): number {
    return input.byteMs > 0 ? READ_AHEAD_MS / input.byteMs : 0;
  }

  #setRate(port: number, bitsPerSecond: number): void {
    const byteMs = bitsPerSecond > 0 ? (BITS_PER_BYTE * 1000) / bitsPerSecond : 0;
    const input = this.#input(port);
    const output = this.#output(port);
    this.#rates[port] = bitsPerSecond;
    input.byteMs = byteMs;
    output.byteMs = byteMs;
    this.#toRead.add(input);
    this.#toServe.add(output);
  }

  /** All counters as they stand at this moment. */
  #counted(): Uint32Array {
    this.#crossbar.settleStops();
    for (const input of this.#inputs) {
      const fill = input.fill + input.unfinishedBytes;
      this.#counters.set(input.index, COUNTER.fillIn, fill);
      this.#counters.set(input.index, COUNTER.fillOut, this.#outputs[input.index]?.fill ?? 0);
    }
    return this.#counters.copy();
  }

  #core(): SwitchCore {
    const model = this;
    const crossbar = this.#crossbar;
    return {
      ports: this.ports,
      routes: this.#routes,
      get uptimeMs() {
        return model.#options.clock.now() - model.#startedAt;
      },
      get dropWaitUs() {
        return Math.round(crossbar.dropWaitMs * 1000);
      },
      set dropWaitUs(us) {
        crossbar.dropWaitMs = us / 1000;
      },
      mask: (name) => this.#controls.mask(name),
      setMask: (name, words) => this.#step(() => this.#controls.set(name, words)),
      rate: (port) => this.#rates[port] ?? 0,
      setRate: (port, bits) => this.setLineSpeed(bits, port),
      commit: (sum) => this.#step(() => this.#routes.commit(sum, this.#controls.mask("EN"))),
      counters: () => this.#step(() => this.#counted()),
    };
  }

  #input(port: number): InputPort {
    return entry(this.#inputs, port);
  }

  #output(port: number): OutputPort {
    return entry(this.#outputs, port);
  }
}

function entry<T>(entries: readonly T[], port: number): T {
  const found = entries[port];
  if (found === undefined) {
    throw new VnetosError(
      "not-found",
      `the switch has ports 0 to ${entries.length - 1}, no ${port}`,
    );
  }
  return found;
}
