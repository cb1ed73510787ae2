import {
  DEFAULT_LIMITS,
  encodeJson,
  type Limits,
  matchRoute,
  NMP_VERSION,
  type NmpRequest,
  type NmpResponse,
  type NodeInfo,
  type RouteMatch,
  SEALED_ROOM_BYTES,
  type SealedCrypto,
  toHex,
  toWireError,
  VnetosError,
} from "#protocol";
import type { BoardHost, Wire } from "../host.ts";
import { LinkLayer } from "../links/index.ts";
import { PortTable } from "../ports/index.ts";
import type { Scheduler } from "../workers/index.ts";
import { EventLog } from "./event-log.ts";
import type { Parts } from "./parts.ts";
import { Programs } from "./programs.ts";
import { HANDLERS } from "./requests/index.ts";
import { SealedDoor } from "./sealed-door.ts";
import { Sessions } from "./sessions.ts";
import { WorkerTable } from "./worker-table.ts";

export interface BoardOptions {
  readonly name: string;
  readonly firmware: string;
  readonly host: BoardHost;
  /** Its serial lines to the switch: two, or none for a board that is not wired. */
  readonly wires: readonly Wire[];
  /** Shared by all boards of a thread. */
  readonly scheduler: Scheduler;
  readonly crypto: SealedCrypto & { sha256(bytes: Uint8Array): string };
  /** 32 bytes. With a key the board takes sealed requests only. */
  readonly key?: Uint8Array | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** Told what went wrong inside: who asked only hears `internal`. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

const EMPTY = new Uint8Array();

/** A board's root: speaks NMP, creates and kills workers, owns ports and links. */
export class Board {
  readonly name: string;
  readonly bodyBytes: number;
  readonly #options: BoardOptions;
  readonly #startedAt: number;
  readonly #parts: Parts;
  readonly #sealed: SealedDoor | undefined;

  constructor(options: BoardOptions) {
    this.#options = options;
    this.name = options.name;
    this.#startedAt = options.host.now();
    this.#parts = this.#assemble({ ...DEFAULT_LIMITS, ...options.limits });
    const { key, crypto, host } = options;
    this.bodyBytes = this.#parts.limits.bodyBytes + (key ? SEALED_ROOM_BYTES : 0);
    if (key) this.#sealed = new SealedDoor({ key, crypto, host, serve: (r) => this.#serve(r) });
  }

  /** Serves one request; never rejects. */
  async handle(request: NmpRequest): Promise<NmpResponse> {
    try {
      const match = matchRoute(request.method, request.path);
      if (match.route.name === "sealed") return await this.#openSealed(request);
      if (this.#sealed && match.route.name !== "info")
        throw new VnetosError(
          "sealed-required",
          `node ${this.name} has a key: it takes sealed requests only`,
        );
      return await this.#serve(request);
    } catch (thrown) {
      return this.#refusal(thrown);
    }
  }

  stop(): void {
    this.#parts.workers.stop();
    this.#parts.sessions.stop();
    this.#parts.links.stop();
  }

  #assemble(limits: Limits): Parts {
    const { host, wires, scheduler, crypto } = this.#options;
    const bootId = toHex(host.random(8));
    const log = new EventLog({ host, limitBytes: limits.eventBytes });
    const links = new LinkLayer({
      host,
      wires,
      messageBytes: limits.messageBytes,
      onEvent: (event) => log.append(event),
    });
    const ports = new PortTable({ name: this.name, host, links, limits });
    const programs = new Programs({ limitBytes: limits.programBytes, sha256: crypto.sha256 });
    const workers = new WorkerTable({
      name: this.name,
      host,
      scheduler,
      limits,
      log,
      programs,
      ports,
      startedAt: this.#startedAt,
    });
    const sessions = new Sessions({
      host,
      limit: limits.sessions,
      onEnd: (session) => {
        workers.endSession(session.id);
        log.forgetReader(session.id);
      },
    });
    const info = () => this.#info(bootId, limits);
    const uptimeMs = () => host.now() - this.#startedAt;
    return { host, limits, bootId, info, uptimeMs, log, sessions, programs, workers, ports, links };
  }

  #info(bootId: string, limits: Limits): NodeInfo {
    return {
      nmp: NMP_VERSION,
      kind: "fengari",
      name: this.name,
      firmware: this.#options.firmware,
      lua: "Lua 5.3 (Fengari)",
      bootId,
      sealed: this.#options.key !== undefined,
      limits,
      capabilities:
        this.#options.wires.length > 0 ? ["files", "links", "shell"] : ["files", "shell"],
      uptimeMs: Math.round(this.#options.host.now() - this.#startedAt),
    };
  }

  #openSealed(request: NmpRequest): Promise<NmpResponse> {
    if (this.#sealed) return this.#sealed.handle(request.body);
    throw new VnetosError("conflict", `node ${this.name} has no key: it takes plain requests`);
  }

  async #serve(request: NmpRequest): Promise<NmpResponse> {
    try {
      const match = matchRoute(request.method, request.path);
      if (!match.route.session) return await this.#execute(match, request, undefined);
      return await this.#parts.sessions.use(request.session, request.requestId, (session) =>
        this.#execute(match, request, session).catch((thrown) => this.#refusal(thrown)),
      );
    } catch (thrown) {
      return this.#refusal(thrown);
    }
  }

  async #execute(
    match: RouteMatch,
    request: NmpRequest,
    session: { id: string; client: string } | undefined,
  ): Promise<NmpResponse> {
    const { name } = match.route;
    if (name === "sealed") throw new VnetosError("bad-request", "a seal within a seal");
    const answer = await HANDLERS[name](this.#parts, { request, segment: match.segment, session });
    if (answer === undefined) return { status: 204, body: EMPTY };
    return { status: 200, body: encodeJson(answer) };
  }

  #refusal(thrown: unknown): NmpResponse {
    const isRefusal = thrown instanceof VnetosError;
    if (!isRefusal) this.#options.onFault?.(thrown);
    const status = isRefusal ? thrown.status : 500;
    return { status, body: encodeJson({ error: toWireError(thrown) }) };
  }
}
