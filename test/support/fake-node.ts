import { randomBytes } from "node:crypto";
import type { Clock } from "#nodes";
import {
  DEFAULT_LIMITS,
  decodeJson,
  type EventsAnswer,
  encodeJson,
  isSealedHello,
  matchRoute,
  NMP_VERSION,
  type NmpRequest,
  type NmpResponse,
  NO_ACTIVITY,
  type NodeEvent,
  parseEventsQuery,
  parseInputRequest,
  parseProgramQuery,
  parseSessionRequest,
  parseWorkerRequest,
  SealedNode,
  toWireError,
  VnetosError,
  type WorkerStatus,
} from "#protocol";
import { nodeSealedCrypto, sha256Hex } from "#protocol/node";

export interface FakeNodeOptions {
  readonly clock: Clock;
  readonly key?: Uint8Array;
  /** The version that it says it speaks. */
  readonly nmp?: number;
  /** Events that its log keeps. Default 1,000. */
  readonly keepEvents?: number;
  readonly bodyBytes?: number;
}

/** A node that keeps the rules of NMP and has nothing behind them: what it was told to do is in its fields. */
export class FakeNode {
  readonly name = "fake";
  bootId = "";
  /** Commands in the order of execution, over all starts: "create w1", "kill 3". */
  readonly executed: string[] = [];
  readonly programs = new Map<string, Uint8Array>();
  /** Bytes of program parts that were taken. */
  programBytesTaken = 0;
  readonly input = new Map<number, { text: string; ended: boolean }>();
  readonly requests: string[] = [];
  readonly #options: FakeNodeOptions;
  #events: NodeEvent[] = [];
  #lastSeq = 0;
  #workers: WorkerStatus[] = [];
  #sessions = new Map<string, Map<string, Promise<NmpResponse>>>();
  #polls = new Set<() => void>();
  #sealed: SealedNode | undefined;
  readonly #uploads = new Map<string, Uint8Array>();

  constructor(options: FakeNodeOptions) {
    this.#options = options;
    this.reboot();
  }

  /** All that it knew is gone; who waits gets no answer. */
  reboot(): void {
    this.bootId = randomBytes(8).toString("hex");
    this.#events = [];
    this.#lastSeq = 0;
    this.#workers = [];
    this.#sessions.clear();
    this.#polls.clear();
    this.programs.clear();
    const { key, clock } = this.#options;
    const now = () => clock.now();
    if (key) this.#sealed = new SealedNode({ key, crypto: nodeSealedCrypto, now });
  }

  expireSessions(): void {
    this.#sessions.clear();
  }

  get sessions(): number {
    return this.#sessions.size;
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  say(text: string): void {
    const seq = ++this.#lastSeq;
    const at = this.#options.clock.now();
    this.#events.push({ seq, at, type: "output", worker: 1, stream: "out", text });
    if (this.#events.length > (this.#options.keepEvents ?? 1_000)) this.#events.shift();
    for (const wake of [...this.#polls]) wake();
  }

  async handle(request: NmpRequest): Promise<NmpResponse> {
    this.requests.push(`${request.method} ${request.path}`);
    try {
      if (request.path === "/nmp/sealed") return await this.#openSealed(request.body);
      if (this.#sealed && request.path !== "/nmp/info")
        throw new VnetosError("sealed-required", "node fake takes sealed requests only");
      return await this.#serve(request);
    } catch (thrown) {
      return refusal(thrown);
    }
  }

  async #openSealed(body: Uint8Array): Promise<NmpResponse> {
    if (!this.#sealed) throw new VnetosError("conflict", "node fake has no key");
    if (isSealedHello(body)) return ok(this.#sealed.onHello(decodeJson(body)));
    const opened = this.#sealed.openRequest(body);
    if (opened.request instanceof VnetosError)
      return { status: 200, body: opened.seal(refusal(opened.request)) };
    const inner = await this.#serve(opened.request).catch(refusal);
    return { status: 200, body: opened.seal(inner) };
  }

  async #serve(request: NmpRequest): Promise<NmpResponse> {
    const { route, segment } = matchRoute(request.method, request.path);
    if (!route.session) return await this.#execute(route.name, segment, request);
    const answers = this.#sessions.get(request.session ?? "");
    if (!answers) throw new VnetosError("no-session", `no session "${request.session ?? ""}"`);
    const execute = () => this.#execute(route.name, segment, request).catch(refusal);
    if (request.requestId === undefined) return await execute();
    const known = answers.get(request.requestId) ?? execute();
    answers.set(request.requestId, known);
    return await known;
  }

  async #execute(name: string, segment: string, request: NmpRequest): Promise<NmpResponse> {
    switch (name) {
      case "info":
        return ok(this.#info());
      case "openSession":
        return this.#openSession(request);
      case "closeSession":
        this.#sessions.delete(request.session ?? "");
        return ok(undefined);
      case "events":
        return ok(await this.#readEvents(request));
      case "getProgram":
        return ok({ received: 0, complete: this.programs.has(segment) });
      case "putProgram":
        return this.#putProgram(segment, request);
      case "listWorkers":
        return ok({ workers: this.#workers });
      case "createWorker":
        return this.#createWorker(request);
      case "inputToWorker":
        return this.#takeInput(Number(segment), request);
      default:
        this.executed.push(`${name} ${segment}`.trim());
        return ok(undefined);
    }
  }

  #info() {
    const { nmp, key, bodyBytes } = this.#options;
    return {
      nmp: nmp ?? NMP_VERSION,
      kind: "fengari",
      name: this.name,
      firmware: "0",
      lua: "Lua 5.3",
      bootId: this.bootId,
      sealed: key !== undefined,
      limits: { ...DEFAULT_LIMITS, bodyBytes: bodyBytes ?? DEFAULT_LIMITS.bodyBytes },
      capabilities: [],
      uptimeMs: this.#options.clock.now(),
    };
  }

  #openSession(request: NmpRequest): NmpResponse {
    const { resume } = parseSessionRequest(decodeJson(request.body));
    const resumed = resume !== undefined && this.#sessions.has(resume);
    const session = resumed ? resume : randomBytes(8).toString("hex");
    if (!resumed) this.#sessions.set(session, new Map());
    const firstEvent = this.#events[0]?.seq ?? this.#lastSeq + 1;
    return ok({
      session,
      resumed,
      bootId: this.bootId,
      firstEvent,
      nextEvent: this.#lastSeq + 1,
    });
  }

  async #readEvents(request: NmpRequest): Promise<EventsAnswer> {
    const { after, wait } = parseEventsQuery(request.query);
    const { bootId } = this;
    if (this.#lastSeq <= after && wait > 0) await this.#news(wait);
    const events = this.#events.filter((event) => event.seq > after).slice(0, 50);
    const first = this.#events[0]?.seq ?? this.#lastSeq + 1;
    const dropped = Math.max(0, first - 1 - after);
    return { bootId, events, last: events.at(-1)?.seq ?? Math.max(after, first - 1), dropped };
  }

  #news(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        if (this.#polls.delete(done)) resolve(); // After a reboot nobody answers.
      };
      this.#polls.add(done);
      const cancel = this.#options.clock.after(waitMs, done);
    });
  }

  #putProgram(sha256: string, request: NmpRequest): NmpResponse {
    const { offset, total } = parseProgramQuery(request.query, request.body.length);
    if (this.programs.has(sha256)) return ok({ received: total, complete: true });
    this.programBytesTaken += request.body.length;
    const before =
      offset === 0 ? new Uint8Array() : (this.#uploads.get(sha256) ?? new Uint8Array());
    if (before.length !== offset) throw new VnetosError("conflict", `part at ${offset}`);
    const bytes = Buffer.concat([before, request.body]);
    this.#uploads.set(sha256, bytes);
    if (bytes.length < total) return ok({ received: bytes.length, complete: false });
    if (sha256Hex(bytes) !== sha256) throw new VnetosError("hash-mismatch", `program ${sha256}`);
    this.programs.set(sha256, bytes);
    return ok({ received: total, complete: true });
  }

  #createWorker(request: NmpRequest): NmpResponse {
    const wanted = parseWorkerRequest(decodeJson(request.body));
    this.executed.push(`create ${wanted.name}`);
    const worker: WorkerStatus = {
      id: this.#workers.length + 1,
      name: wanted.name,
      state: "running",
      lifetime: "session",
      memory: { used: 0, peak: 0, budget: 0 },
      cpuMs: 0,
      ageMs: 0,
      activity: NO_ACTIVITY,
    };
    this.#workers.push(worker);
    return ok(worker);
  }

  #takeInput(id: number, request: NmpRequest): NmpResponse {
    if (request.body.length > (this.#options.bodyBytes ?? DEFAULT_LIMITS.bodyBytes))
      throw new VnetosError("too-large", `body of ${request.body.length} bytes`);
    const { text, end } = parseInputRequest(decodeJson(request.body));
    const before = this.input.get(id)?.text ?? "";
    this.input.set(id, { text: before + text, ended: end === true });
    return ok(undefined);
  }
}

function ok(value: unknown): NmpResponse {
  if (value === undefined) return { status: 204, body: new Uint8Array() };
  return { status: 200, body: encodeJson(value) };
}

function refusal(thrown: unknown): NmpResponse {
  const status = thrown instanceof VnetosError ? thrown.status : 500;
  return { status, body: encodeJson({ error: toWireError(thrown) }) };
}
