import type { WireError } from "#protocol";
import type { BoardHost } from "../../../lua-runtime/src/host.ts";
import { Inbox } from "../../../lua-runtime/src/ports/index.ts";
import {
  CounterTable,
  type OutputSink,
  Scheduler,
  Worker,
  type WorkerOptions,
  type WorkerPorts,
} from "../../../lua-runtime/src/workers/index.ts";

/** The clock and timers of this process. */
export const realHost: BoardHost = {
  now: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  soon: (callback) => void setImmediate(callback),
  random: (bytes) => new Uint8Array(bytes).fill(7),
};

/** Takes all output; can be made full. */
export class FakeSink implements OutputSink {
  readonly events: { stream: string; text: string }[] = [];
  readonly files: { name: string; base64: string; last: boolean }[] = [];
  /** Events that there is room for. */
  room = Number.POSITIVE_INFINITY;
  #wanted: (() => void)[] = [];

  write(stream: "out" | "err", text: string): boolean {
    this.events.push({ stream, text });
    return --this.room > 0;
  }

  file(name: string, base64: string, last: boolean): boolean {
    this.files.push({ name, base64, last });
    return --this.room > 0;
  }

  onRoom(callback: () => void): void {
    this.#wanted.push(callback);
  }

  makeRoom(events = Number.POSITIVE_INFINITY): void {
    this.room = events;
    for (const callback of this.#wanted.splice(0)) callback();
  }

  text(stream = "out"): string {
    return this.events
      .filter((event) => event.stream === stream)
      .map((event) => event.text)
      .join("");
  }
}

/** Ports that note what is asked of them; sends end when the test says so. */
export class FakePorts implements WorkerPorts {
  readonly calls: string[] = [];
  readonly sends: { port: string; text: string; done: (error?: WireError) => void }[] = [];

  attach(port: string): void {
    this.calls.push(`attach ${port}`);
  }

  detach(port: string): void {
    this.calls.push(`detach ${port}`);
  }

  release(): void {
    this.calls.push("release");
  }

  send(port: string, _from: Inbox, message: Uint8Array, done: (error?: WireError) => void) {
    const send = { port, text: new TextDecoder().decode(message), done };
    this.sends.push(send);
    return () => {
      this.calls.push(`cancel ${port}`);
    };
  }
}

export interface Bench {
  readonly worker: Worker;
  readonly sink: FakeSink;
  readonly ports: FakePorts;
  readonly inbox: Inbox;
  readonly ended: Promise<void>;
}

let lastId = 0;

/** A worker on a bench of its own; `program` is Lua text, absent for a shell. */
export function onBench(
  program: string | undefined,
  options: Partial<Omit<WorkerOptions, "program">> = {},
): Bench {
  const host = options.host ?? realHost;
  const sink = new FakeSink();
  const ports = new FakePorts();
  const id = ++lastId;
  const inbox = new Inbox({ owner: id, bytesPerPort: 65_536 });
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const text = program === undefined ? undefined : new TextEncoder().encode(program);
  const worker = new Worker({
    id,
    name: "test",
    node: "b0",
    host,
    scheduler: options.scheduler ?? new Scheduler(host),
    board: {},
    program: text && { sha256: "00", text },
    lifetime: "session",
    memoryBytes: 2_097_152,
    ports,
    inbox,
    counters: new CounterTable().join(`b0/${id}`, undefined),
    sink,
    onEnd: () => end(),
    ...options,
  });
  return { worker, sink, ports, inbox, ended };
}

/** Starts it and answers what it wrote until it ended well. */
export async function outputOf(bench: Bench): Promise<string> {
  bench.worker.start();
  await bench.ended;
  const { exit } = bench.worker.status();
  if (exit?.status !== "ok") throw new Error(exit?.error?.message ?? "no exit");
  return bench.sink.text();
}
