import {
  COUNTER_STRIDE,
  COUNTERS_ADDRESS,
  maskOfPorts,
  type RegisterName,
  registerAddress,
  SwitchModel,
  type SwitchRoutes,
  stageSum,
  wordsOfRoutes,
} from "#switch";
import { SimulatedClock } from "./simulated-clock.ts";

/** A switch on the test bench: a model in simulated time, all that it sent, and its registers at hand. */
export class BenchSwitch {
  readonly clock = new SimulatedClock();
  readonly model: SwitchModel;
  /** Bytes sent, by port, with the time of each. */
  readonly sent: { readonly at: number; readonly bytes: Uint8Array }[][];
  readonly inputReady: number[] = [];

  constructor(ports = 16, batchMs = 0) {
    this.sent = Array.from({ length: ports }, () => []);
    this.model = new SwitchModel({
      ...{ ports, clock: this.clock, batchMs },
      onSend: (port, bytes) => this.sent[port]?.push({ at: this.clock.now(), bytes }),
      onInputReady: (port) => this.inputReady.push(port),
    });
  }

  /** Everybody may reach everybody; label n is port n - 1. */
  static open(ports = 16, batchMs = 0): BenchSwitch {
    const bench = new BenchSwitch(ports, batchMs);
    bench.route({});
    bench.enable();
    return bench;
  }

  route({ rows, labels }: Partial<SwitchRoutes>): void {
    const { ports } = this.model;
    const all = Array.from({ length: ports }, (_, port) => port);
    const words = wordsOfRoutes(
      {
        rows: rows ?? all.map(() => all),
        labels: labels ?? [[], ...all.map((port) => [port])],
      },
      ports,
    );
    const perEntry = words.rows.length / ports;
    this.write("STAGE_BEGIN", 1);
    for (const [place, value] of words.rows.entries()) {
      this.write("STAGED_ROWS", value, Math.floor(place / perEntry), place % perEntry);
    }
    for (const [place, value] of words.labels.entries()) {
      this.write("STAGED_LABELS", value, Math.floor(place / perEntry), place % perEntry);
    }
    this.write("COMMIT", stageSum(words));
  }

  enable(ports: Iterable<number> = this.sent.keys()): void {
    this.writeMask("EN", ports);
  }

  writeMask(name: RegisterName, ports: Iterable<number>): void {
    const words = maskOfPorts(ports, Math.ceil(this.model.ports / 32));
    for (const [word, value] of words.entries()) this.write(name, value, 0, word);
  }

  write(name: RegisterName, value: number, index = 0, word = 0): string {
    return this.model.registers.write(registerAddress(name, index, word), value).status;
  }

  read(name: RegisterName, index = 0): number {
    return this.model.registers.read(registerAddress(name, index)).value;
  }

  /** The counter of a port as it stands now. */
  count(name: RegisterName, port: number): number {
    this.write("SNAPSHOT", 1);
    return this.read(name, port);
  }

  /** The counter summed over all ports. */
  total(name: RegisterName): number {
    this.write("SNAPSHOT", 1);
    const offset = registerAddress(name) - COUNTERS_ADDRESS;
    const at = (port: number) => COUNTERS_ADDRESS + port * COUNTER_STRIDE + offset;
    const ports = this.sent.map((_, port) => this.model.registers.read(at(port)).value);
    return ports.reduce((sum, value) => sum + value, 0);
  }

  bytesOf(port: number): Uint8Array {
    return joined((this.sent[port] ?? []).map(({ bytes }) => bytes));
  }

  framesOf(port: number): string[] {
    return splitFrames(this.bytesOf(port)).map(hex);
  }
}

/** A frame of `bytes` bytes on the wire whose contents tell `from` and `serial`. */
export function frame(label: number, bytes: number, from = 0, serial = 0): Uint8Array {
  const frame = new Uint8Array(bytes).fill(0x11);
  frame.set([label, bytes - 2]);
  if (bytes >= 7) {
    frame.set(
      [from + 1, (serial & 0x7f) + 1, ((serial >> 7) & 0x7f) + 1, ((serial >> 14) & 0x7f) + 1],
      2,
    );
  }
  frame[bytes - 1] = 0;
  return frame;
}

/** Sender and serial number that `frame` has put in. */
export function originOf(bytes: Uint8Array): { readonly from: number; readonly serial: number } {
  const [from = 0, low = 0, middle = 0, high = 0] = bytes.subarray(2, 6);
  return { from: from - 1, serial: low - 1 + ((middle - 1) << 7) + ((high - 1) << 14) };
}

export function splitFrames(bytes: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    frames.push(bytes.subarray(at, end < 0 ? bytes.length : end + 1));
    at = end < 0 ? bytes.length : end + 1;
  }
  return frames;
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

export function unhex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

/** Numbers in [0, 1) from a seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
