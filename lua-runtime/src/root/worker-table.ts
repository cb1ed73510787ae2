import {
  fromWireError,
  type InputRequest,
  type Limits,
  type TraceAnswer,
  VnetosError,
  type WorkerRequest,
  type WorkerStatus,
} from "#protocol";
import type { BoardHost } from "../host.ts";
import { Inbox, type PortTable } from "../ports/index.ts";
import {
  CounterTable,
  type CounterUser,
  type OutputSink,
  type Scheduler,
  Worker,
} from "../workers/index.ts";
import type { EventLog } from "./event-log.ts";
import type { Programs } from "./programs.ts";

export interface WorkerTableOptions {
  /** The node's name. */
  readonly name: string;
  readonly host: BoardHost;
  readonly scheduler: Scheduler;
  readonly limits: Limits;
  readonly log: EventLog;
  readonly programs: Programs;
  readonly ports: PortTable;
  /** The node's start, ms of the host's clock. */
  readonly startedAt: number;
}

/** Workers that have ended and can still be looked at. */
const ENDED_KEPT = 16;
/** Bytes of messages that wait at each port of a worker before senders wait. */
const INBOX_PORT_BYTES = 65_536;

interface Entry {
  readonly worker: Worker;
  /** The session that it belongs to; undefined: detached. */
  readonly session: string | undefined;
}

/** The workers of a node: created, started, fed, killed, remembered for a while. */
export class WorkerTable {
  readonly #options: WorkerTableOptions;
  readonly #entries = new Map<number, Entry>();
  readonly #counters = new CounterTable();
  #lastId = 0;
  #endedMs = 0;

  constructor(options: WorkerTableOptions) {
    this.#options = options;
  }

  /** CPU time of all workers so far, ms. */
  get cpuMs(): number {
    return this.#alive().reduce((sum, worker) => sum + worker.status().cpuMs, this.#endedMs);
  }

  list(): WorkerStatus[] {
    return [...this.#entries.values()].map(({ worker }) => worker.status());
  }

  /** @throws VnetosError `no-such-worker` */
  view(id: number): WorkerStatus {
    return this.#get(id).status();
  }

  /**
   * Makes a worker, attaches it to its ports, makes its connections, and starts it unless told not to.
   * @throws VnetosError `limit-reached`, `no-such-program`, `program-refused`, `out-of-memory`, and what
   * ports refuse; then nothing of it is left
   */
  create(request: WorkerRequest, session: string): WorkerStatus {
    this.#checkRoom(request);
    const worker = this.#assemble(request);
    this.#lastId = worker.id;
    const detached = request.lifetime === "detached";
    this.#entries.set(worker.id, { worker, session: detached ? undefined : session });
    this.#tell(worker);
    if (request.start ?? true) worker.start();
    return worker.status();
  }

  /** @throws VnetosError `no-such-worker`, `conflict` */
  start(id: number): WorkerStatus {
    const worker = this.#get(id);
    worker.start();
    return worker.status();
  }

  /** Ends a worker, whatever it does. One that has ended stays as it is. @throws VnetosError `no-such-worker` */
  kill(id: number): WorkerStatus {
    const worker = this.#get(id);
    worker.kill();
    return worker.status();
  }

  /** Resolves when the worker's input queue has taken the text. @throws VnetosError `closed`, `conflict`, `limit-reached` */
  input(id: number, { text, end }: InputRequest): Promise<void> {
    const worker = this.#get(id);
    return new Promise((resolve, reject) => {
      worker.input(text, end ?? false, (error) => {
        if (error) reject(fromWireError(error));
        else resolve();
      });
    });
  }

  /** A page of a worker's trace. @throws VnetosError `no-such-worker`, `not-found`: it has none */
  trace(
    id: number,
    from: { readonly names: number; readonly records: number },
    maxBytes: number,
  ): TraceAnswer {
    const page = this.#get(id).traceFrom(from, maxBytes);
    if (page) return page;
    throw new VnetosError(
      "not-found",
      `worker ${id} has no trace: it was made without traceRecords, or newer traces took its place`,
    );
  }

  /** A session has ended: its workers end with it, detached ones stay. */
  endSession(session: string): void {
    for (const entry of this.#entries.values())
      if (entry.session === session) entry.worker.kill("its session has ended");
  }

  stop(): void {
    for (const worker of this.#alive()) worker.kill("the node is going down");
  }

  #alive(): Worker[] {
    return [...this.#entries.values()]
      .map(({ worker }) => worker)
      .filter((worker) => worker.state !== "ended");
  }

  #assemble(request: WorkerRequest): Worker {
    const id = this.#lastId + 1;
    const inbox = new Inbox({ owner: id, bytesPerPort: INBOX_PORT_BYTES });
    const counters = this.#counters.join(this.#label(request, id), request.world?.run);
    try {
      const worker = this.#make(request, inbox, counters);
      this.#wire(request, inbox);
      return worker;
    } catch (error) {
      this.#options.ports.release(inbox);
      counters.leave();
      throw error;
    }
  }

  /** A worker as messages name it: `rank 2 (b0/5)`, and `b0/5` when it runs alone. */
  #label({ world }: WorkerRequest, id: number): string {
    const place = `${this.#options.name}/${id}`;
    return world ? `rank ${world.rank} (${place})` : place;
  }

  #make(request: WorkerRequest, inbox: Inbox, counters: CounterUser): Worker {
    const { host, scheduler, limits, programs, ports, name } = this.#options;
    const { program: sha256 } = request;
    const id = inbox.owner;
    return new Worker({
      id,
      name: request.name,
      node: name,
      host,
      scheduler,
      board: this,
      program: sha256 === undefined ? undefined : { sha256, text: programs.get(sha256) },
      args: request.args,
      world: request.world,
      lifetime: request.lifetime ?? "session",
      memoryBytes: request.memoryBytes ?? limits.workerMemoryBytes,
      cpuMs: request.cpuMs,
      trace: this.#roomForTrace(request.traceRecords),
      ports,
      inbox,
      counters,
      sink: this.#sink(id),
      onEnd: (worker) => this.#ended(worker),
    });
  }

  /** Traces of workers that have ended make place, the oldest first, if that does. */
  #roomForTrace(records: number | undefined): { records: number; startedAt: number } | undefined {
    if (records === undefined) return undefined;
    const { limits, startedAt } = this.#options;
    const workers = [...this.#entries.values()].map(({ worker }) => worker);
    const ended = workers.filter((worker) => worker.state === "ended");
    const most = limits.traceRecords - recordsOf(this.#alive());
    if (records > most)
      throw new VnetosError(
        "limit-reached",
        `a trace of ${records} records: node ${this.#options.name} has room for ${most} of ${limits.traceRecords}`,
      );
    for (const worker of ended) if (records > most - recordsOf(ended)) worker.forgetTrace();
    return { records, startedAt };
  }

  #wire(request: WorkerRequest, inbox: Inbox): void {
    const { ports } = this.#options;
    for (const port of request.ports ?? []) ports.attach(port, inbox);
    for (const { id, ...connection } of request.connections ?? [])
      ports.connect(id, connection, inbox);
  }

  #sink(worker: number): OutputSink {
    const { log } = this.#options;
    return {
      write(stream, text) {
        log.append({ type: "output", worker, stream, text });
        return log.hasRoom();
      },
      file(name, data, last) {
        log.append({ type: "file", worker, name, data, last });
        return log.hasRoom();
      },
      onRoom: (callback) => log.onRoom(callback),
    };
  }

  #checkRoom(request: WorkerRequest): void {
    const { limits } = this.#options;
    if (this.#alive().length >= limits.workers)
      throw new VnetosError(
        "limit-reached",
        `all ${limits.workers} workers of this node are in use`,
      );
    const memory = request.memoryBytes ?? limits.workerMemoryBytes;
    if (memory > limits.workerMemoryBytes)
      throw new VnetosError(
        "out-of-memory",
        `memory budget of ${memory} bytes: this node gives at most ${limits.workerMemoryBytes}`,
      );
  }

  #ended(worker: Worker): void {
    this.#endedMs += worker.status().cpuMs;
    this.#tell(worker);
    const ended = [...this.#entries].filter(([, entry]) => entry.worker.state === "ended");
    for (const [id] of ended.slice(0, Math.max(0, ended.length - ENDED_KEPT)))
      this.#entries.delete(id);
  }

  #tell(worker: Worker): void {
    this.#options.log.append({ type: "worker", worker: worker.status() });
  }

  #get(id: number): Worker {
    const entry = this.#entries.get(id);
    if (entry) return entry.worker;
    throw new VnetosError("no-such-worker", `no worker ${id} on node ${this.#options.name}`);
  }
}

function recordsOf(workers: readonly Worker[]): number {
  return workers.reduce((sum, worker) => sum + worker.traceRecords, 0);
}
