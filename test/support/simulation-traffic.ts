import type { Inbox } from "../../lua-runtime/src/ports/index.ts";
import type { Simulation } from "./simulation.ts";
import { SeededRandom } from "./simulation-random.ts";

const HEAD_BYTES = 12;

export interface StreamEnd {
  readonly board: number;
  readonly port: string;
  readonly inbox: Inbox;
}

export interface StreamPlan {
  /** Messages to send in all. */
  readonly messages: number;
  /** Sent without waiting for the ones before. */
  readonly inFlight: number;
  /** Between a message and the next. */
  readonly pauseMs: number;
  readonly leastBytes: number;
  readonly mostBytes: number;
}

/** Numbered messages from one worker to others, and what became of each. */
export class Stream {
  readonly id: number;
  readonly plan: StreamPlan;
  readonly fates = new Map<number, "waiting" | "done" | "failed">();
  readonly errors = new Set<string>();
  readonly arrived: number[] = [];
  readonly faults: string[] = [];
  readonly #simulation: Simulation;
  readonly #from: StreamEnd;
  #settled = 0;

  constructor(simulation: Simulation, id: number, from: StreamEnd, plan: StreamPlan) {
    this.#simulation = simulation;
    this.id = id;
    this.#from = from;
    this.plan = plan;
    for (let i = 0; i < plan.inFlight; i++) this.#sendNext();
  }

  get isOver(): boolean {
    return this.#settled === this.plan.messages;
  }

  receive(text: Uint8Array, number: number): void {
    this.#simulation.note(`arrived ${this.id}/${number} ${text.length}`);
    if (Buffer.compare(text, this.#message(number)) !== 0) {
      this.faults.push(`stream ${this.id}: message ${number} is not what was sent`);
    }
    this.arrived.push(number);
  }

  /** What was against the rules: exactly once and in order, or an error. */
  check(): string[] {
    const faults = [...this.faults];
    for (let i = 1; i < this.arrived.length; i++) {
      const [before, number] = [this.arrived[i - 1] as number, this.arrived[i] as number];
      if (number <= before) faults.push(`stream ${this.id}: ${number} arrived behind ${before}`);
    }
    const arrived = new Set(this.arrived);
    for (const [number, fate] of this.fates) {
      if (fate === "done" && !arrived.has(number)) {
        faults.push(`stream ${this.id}: ${number} was acknowledged and did not arrive`);
      }
      if (fate === "waiting") faults.push(`stream ${this.id}: ${number} still waits`);
    }
    return faults;
  }

  #sendNext(): void {
    const number = this.fates.size;
    if (number >= this.plan.messages) return;
    this.fates.set(number, "waiting");
    const { board, port, inbox } = this.#from;
    const { ports } = this.#simulation.board(board);
    ports.send(port, inbox, this.#message(number), (error) => {
      this.fates.set(number, error === undefined ? "done" : "failed");
      this.#settled += 1;
      if (error !== undefined) this.errors.add(error.code);
      this.#simulation.note(`settled ${this.id}/${number} ${error?.code ?? "done"}`);
      const pauseMs = error === undefined ? this.plan.pauseMs : Math.max(50, this.plan.pauseMs);
      if (pauseMs === 0) this.#sendNext();
      else this.#simulation.clock.after(pauseMs, () => this.#sendNext());
    });
  }

  #message(number: number): Uint8Array {
    const random = new SeededRandom(this.id * 1_000_003 + number);
    const { leastBytes, mostBytes } = this.plan;
    const length = Math.max(HEAD_BYTES, leastBytes + random.below(mostBytes - leastBytes + 1));
    const message = new Uint8Array(length);
    for (let i = HEAD_BYTES; i < length; i++)
      message[i] = random.below(4) === 0 ? 0 : i * 31 + number;
    new DataView(message.buffer).setUint32(0, this.id);
    new DataView(message.buffer).setUint32(4, number);
    return message;
  }
}

/** All the streams of a test. */
export class Traffic {
  readonly simulation: Simulation;
  readonly streams: Stream[] = [];

  constructor(simulation: Simulation) {
    this.simulation = simulation;
  }

  stream(from: StreamEnd, plan: Partial<StreamPlan> = {}): Stream {
    const whole = {
      messages: 20,
      inFlight: 3,
      pauseMs: 0,
      leastBytes: 12,
      mostBytes: 600,
      ...plan,
    };
    const stream = new Stream(this.simulation, this.streams.length, from, whole);
    this.streams.push(stream);
    return stream;
  }

  /** Everything that comes into this inbox is taken at once, or by a slow worker every `everyMs`. */
  drain(inbox: Inbox, everyMs = 0): string[] {
    const notices: string[] = [];
    const takeOne = () => {
      const arrival = inbox.take();
      if (arrival?.kind === "message") this.#sort(arrival.text);
      else if (arrival !== undefined) {
        notices.push(arrival.kind === "fault" ? arrival.error.code : arrival.kind);
        this.simulation.note(`worker ${inbox.owner} ${arrival.port} ${notices.at(-1)}`);
      }
      return arrival !== undefined;
    };
    const takeLater = () => {
      takeOne();
      this.simulation.clock.after(everyMs, takeLater);
    };
    if (everyMs > 0) takeLater();
    else {
      inbox.onArrival = () => {
        while (takeOne());
      };
    }
    return notices;
  }

  get isOver(): boolean {
    return this.streams.every((stream) => stream.isOver);
  }

  get delivered(): number {
    return this.streams.reduce((sum, { arrived }) => sum + arrived.length, 0);
  }

  check(): string[] {
    return this.streams.flatMap((stream) => stream.check());
  }

  #sort(text: Uint8Array): void {
    const view = new DataView(text.buffer, text.byteOffset, text.byteLength);
    this.streams[view.getUint32(0)]?.receive(text, view.getUint32(4));
  }
}

/** A worker on every board, and a connection with streams both ways between every two. */
export function allPairs(simulation: Simulation, plan: Partial<StreamPlan> = {}): Traffic {
  const traffic = new Traffic(simulation);
  const count = simulation.boards.length;
  const portTo = (other: number) => `to-b${other}`;
  const workers = [...Array(count).keys()].map((board) => {
    const others = [...Array(count).keys()].filter((other) => other !== board);
    const inbox = simulation.worker(board, others.map(portTo));
    traffic.drain(inbox);
    return inbox;
  });
  for (const [a, inboxA] of workers.entries()) {
    for (const [b, inboxB] of workers.entries()) {
      if (b <= a) continue;
      simulation.connect({ board: a, port: portTo(b) }, { board: b, port: portTo(a) });
      traffic.stream({ board: a, port: portTo(b), inbox: inboxA }, plan);
      traffic.stream({ board: b, port: portTo(a), inbox: inboxB }, plan);
    }
  }
  return traffic;
}
