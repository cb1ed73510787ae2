import { randomBytes } from "node:crypto";
import {
  type ClockAnswer,
  type ConnectionRequest,
  DEFAULT_LIMITS,
  type ErrorCode,
  type EventsAnswer,
  encodeJson,
  type InputRequest,
  type NetworkRequest,
  type NmpMethod,
  type NmpRequest,
  type NodeInfo,
  type NodeStats,
  type ProgramState,
  SEALED_ROOM_BYTES,
  type SessionAnswer,
  type SessionRequest,
  type TraceAnswer,
  VnetosError,
  type WorkerList,
  type WorkerRequest,
  type WorkerStatus,
} from "#protocol";
import { sha256Hex } from "#protocol/node";
import { answerOf, type Shape } from "./answer-of.ts";
import { type Clock, systemClock } from "./clock.ts";
import { inputParts } from "./input-parts.ts";
import { withRetries } from "./request-retry.ts";
import type { NmpTransport, RequestOptions } from "./transport.ts";

export interface NodeClientOptions {
  readonly transport: NmpTransport;
  readonly clock?: Clock | undefined;
  /** Unique in a session, also over restarts of this process. Default: random. */
  readonly requestIds?: (() => string) | undefined;
  /**
   * Called when the node does not know the session that a request named. Resolves when there is another
   * one on the same start of the node, so that the command may be given again; rejects otherwise.
   */
  readonly renew?: ((gone: string | undefined) => Promise<void>) | undefined;
}

interface Ask extends RequestOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly shape?: Shape;
  readonly tries?: number;
}

const EMPTY = new Uint8Array();
/** Room that a body leaves for what stands around its main part, and for a seal. */
const ENVELOPE_BYTES = SEALED_ROOM_BYTES + 64;
/** A worker that does not read holds its input back: that is no dead node. */
const INPUT_WAIT_MS = 30_000;
const ANY: Shape = {};
const WORKER: Shape = { id: "number", state: "string" };

/**
 * The requests of NMP, typed. A command carries a request id and is repeated after a lost answer: the
 * node executes it once. Every call throws the node's own refusal as VnetosError, or `unreachable`
 * when the node does not answer in the end, `closed` when the transport was closed.
 */
export class NodeClient {
  /** The session of all further calls; set by `openSession`. */
  session: string | undefined;
  /** Longest body that the node takes; read from `info`. */
  bodyBytes = DEFAULT_LIMITS.bodyBytes;
  readonly #transport: NmpTransport;
  readonly #clock: Clock;
  readonly #requestId: () => string;
  readonly #renew: NodeClientOptions["renew"];
  /** By SHA-256: who wants the same program brought meanwhile waits for the same upload. */
  readonly #uploads = new Map<string, Promise<void>>();

  constructor(options: NodeClientOptions) {
    this.#transport = options.transport;
    this.#clock = options.clock ?? systemClock;
    this.#requestId = options.requestIds ?? randomRequestIds();
    this.#renew = options.renew;
  }

  get url(): string {
    return this.#transport.url;
  }

  async info(options?: RequestOptions): Promise<NodeInfo> {
    const shape: Shape = { nmp: "number", name: "string", bootId: "string", limits: "object" };
    const info = await this.#once<NodeInfo>(request("GET", "/nmp/info"), { ...options, shape });
    this.bodyBytes = info.limits.bodyBytes;
    return info;
  }

  /** Tried once: a session whose answer was lost expires by itself. */
  async openSession(wanted: SessionRequest, options?: RequestOptions): Promise<SessionAnswer> {
    const shape: Shape = { session: "string", resumed: "boolean", bootId: "string" };
    const ask = request("POST", "/nmp/session", { body: encodeJson(wanted) });
    const answer = await this.#once<SessionAnswer>(ask, { ...options, shape });
    this.session = answer.session;
    return answer;
  }

  /** Ends the session and its workers. Tried once: a session that is not closed expires by itself. */
  async closeSession(options?: RequestOptions): Promise<void> {
    const ask = { ...request("DELETE", "/nmp/session"), session: this.session };
    this.session = undefined;
    await this.#once(ask, { ...options, shape: ANY });
  }

  /**
   * Brings a program to the node, in parts where it is long; one that is there is not sent again.
   * @throws VnetosError also `hash-mismatch`: `program` is not what `sha256` names
   */
  async uploadProgram(sha256: string, program: Uint8Array): Promise<void> {
    checkHash(sha256, program);
    const underWay = this.#uploads.get(sha256);
    if (underWay) return await underWay;
    const upload = this.#upload(sha256, program).finally(() => this.#uploads.delete(sha256));
    this.#uploads.set(sha256, upload);
    await upload;
  }

  createWorker(wanted: WorkerRequest): Promise<WorkerStatus> {
    return this.#ask("POST", "/nmp/workers", { body: encodeJson(wanted), shape: WORKER });
  }

  async startWorker(id: number): Promise<void> {
    await this.#ask("POST", `/nmp/workers/${id}/start`);
  }

  async workers(): Promise<readonly WorkerStatus[]> {
    const shape: Shape = { workers: "array" };
    return (await this.#ask<WorkerList>("GET", "/nmp/workers", { shape })).workers;
  }

  worker(id: number): Promise<WorkerStatus> {
    return this.#ask("GET", `/nmp/workers/${id}`, { shape: WORKER });
  }

  async kill(id: number): Promise<void> {
    await this.#ask("DELETE", `/nmp/workers/${id}`);
  }

  /**
   * Resolves when the node has taken all of it. Wait for one call before the next: parts would mix. A worker that does
   * not read for minutes fails it with `unreachable`, or, with `until`, is waited for until that signal strikes.
   */
  async input(
    id: number,
    text: string,
    options: { readonly end?: boolean; readonly until?: AbortSignal } = {},
  ): Promise<void> {
    const wellFormed = Buffer.from(text).toString(); // Half a surrogate pair becomes U+FFFD.
    const parts = inputParts(wellFormed, this.bodyBytes - ENVELOPE_BYTES);
    for (const [i, part] of parts.entries()) {
      const isLast = i === parts.length - 1;
      const body: InputRequest = { text: part, ...(isLast && options.end ? { end: true } : {}) };
      await this.#ask("POST", `/nmp/workers/${id}/input`, {
        body: encodeJson(body),
        waitMs: INPUT_WAIT_MS,
        ...(options.until ? { signal: options.until, tries: Number.POSITIVE_INFINITY } : {}),
      });
    }
  }

  async createPort(name: string): Promise<void> {
    await this.#ask("PUT", `/nmp/ports/${name}`);
  }

  async removePort(name: string): Promise<void> {
    await this.#ask("DELETE", `/nmp/ports/${name}`);
  }

  async connect(id: string, wanted: ConnectionRequest): Promise<void> {
    await this.#ask("PUT", `/nmp/connections/${id}`, { body: encodeJson(wanted) });
  }

  async disconnect(id: string): Promise<void> {
    await this.#ask("DELETE", `/nmp/connections/${id}`);
  }

  /** Tells the node who it is among its peers, and how frames reach them. */
  async configureNetwork(wanted: NetworkRequest): Promise<void> {
    await this.#ask("PUT", "/nmp/network", { body: encodeJson(wanted) });
  }

  stats(): Promise<NodeStats> {
    const shape: Shape = { workers: "array", ports: "array", links: "array" };
    return this.#ask("GET", "/nmp/stats", { shape });
  }

  /** Where the node's clock stands, in microseconds since its start. Tried once: a repeat would measure the fault. */
  async clock(options?: RequestOptions): Promise<number> {
    const ask = { ...request("GET", "/nmp/clock"), session: this.session };
    return (await this.#once<ClockAnswer>(ask, { ...options, shape: { us: "number" } })).us;
  }

  /** A page of a worker's trace: names and records from these numbers on. */
  trace(id: number, from: { names: number; records: number }): Promise<TraceAnswer> {
    const query = { names: String(from.names), records: String(from.records) };
    const shape: Shape = { names: "array", records: "array", failed: "array", recorded: "number" };
    return this.#ask("GET", `/nmp/workers/${id}/trace`, { query, shape });
  }

  /** One long poll, tried once: who follows the events knows best when to ask again. */
  events(after: number, waitMs: number, options?: RequestOptions): Promise<EventsAnswer> {
    const query = { after: String(after), wait: String(waitMs) };
    const ask = { ...request("GET", "/nmp/events", { query }), session: this.session };
    const shape: Shape = { bootId: "string", events: "array", last: "number", dropped: "number" };
    return this.#once(ask, { ...options, waitMs, shape });
  }

  async #upload(sha256: string, program: Uint8Array): Promise<void> {
    const path = `/nmp/programs/${sha256}`;
    const partBytes = this.bodyBytes - ENVELOPE_BYTES;
    if (program.length > partBytes && (await this.#programState("GET", path, {})).complete) return;
    let offset = 0;
    do {
      const body = program.subarray(offset, offset + partBytes);
      const query = { offset: String(offset), total: String(program.length) };
      if ((await this.#programState("PUT", path, { query, body })).complete) return;
      offset += body.length;
    } while (offset < program.length);
    throw new VnetosError("conflict", `node at ${this.url} has not all of program ${sha256}`);
  }

  #programState(method: "GET" | "PUT", path: string, ask: Ask): Promise<ProgramState> {
    return this.#ask(method, path, { ...ask, shape: { complete: "boolean" } });
  }

  /**
   * A request within the session, repeated until it is answered. Its id makes that safe, and only in the
   * session in which it was first sent.
   */
  #ask<T>(method: NmpMethod, path: string, ask: Ask = {}): Promise<T> {
    const requestId = method === "GET" ? undefined : this.#requestId();
    let { session } = this;
    let answerLost = false;
    return withRetries(this.#clock, ask, async () => {
      for (let renewed = false; ; renewed = true) {
        try {
          return await this.#once<T>({ ...request(method, path, ask), session, requestId }, ask);
        } catch (thrown) {
          if (isCode(thrown, "unreachable")) answerLost = true;
          if (!isCode(thrown, "no-session") || renewed || !this.#renew) throw thrown;
          if (answerLost) throw perhapsExecuted(`${method} ${path}`, this.url, thrown);
          await this.#renew(session);
          session = this.session;
        }
      }
    });
  }

  async #once<T>(ask: NmpRequest, options: RequestOptions & { shape?: Shape }): Promise<T> {
    const response = await this.#transport.request(ask, options);
    return answerOf<T>(ask, response, options.shape ?? ANY);
  }
}

function request(method: NmpMethod, path: string, ask: Ask = {}): NmpRequest {
  return { method, path, query: ask.query ?? {}, body: ask.body ?? EMPTY };
}

function isCode(thrown: unknown, code: ErrorCode): boolean {
  return thrown instanceof VnetosError && thrown.code === code;
}

/** After a lost answer nobody knows whether the command was executed before its session ended. */
function perhapsExecuted(what: string, url: string, cause: unknown): VnetosError {
  const message = `${what} to ${url}: the answer was lost and the session has ended: it may have been executed`;
  return new VnetosError("peer-rebooted", message, { cause });
}

function checkHash(sha256: string, program: Uint8Array): void {
  const found = sha256Hex(program);
  if (found === sha256) return;
  throw new VnetosError("hash-mismatch", `program is named ${sha256} but hashes to ${found}`);
}

function randomRequestIds(): () => string {
  const start = randomBytes(6).toString("hex");
  let count = 0;
  return () => `${start}-${++count}`;
}
