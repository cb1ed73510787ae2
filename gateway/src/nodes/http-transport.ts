import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { formatTarget, type NmpRequest, type NmpResponse, VnetosError } from "#protocol";
import type { NmpTransport, RequestOptions } from "./transport.ts";

export interface HttpTransportOptions {
  /** Default 2,000. */
  readonly connectTimeoutMs?: number | undefined;
  /** From the request to the whole answer, on top of the request's own wait. Default 5,000. */
  readonly answerTimeoutMs?: number | undefined;
  /** Longest answer that is taken. Default 4 MiB. */
  readonly answerBytes?: number | undefined;
}

const CONNECT_TIMEOUT_MS = 2_000;
const ANSWER_TIMEOUT_MS = 5_000;
const ANSWER_BYTES = 4_194_304;
/** Sockets to one node for commands; a small node serves few. A request that waits has one of its own. */
const COMMAND_SOCKETS = 3;

/** NMP over HTTP/1.1 with kept-alive connections. */
export class HttpTransport implements NmpTransport {
  readonly url: string;
  readonly #options: Required<{ [K in keyof HttpTransportOptions]: number }>;
  readonly #commands = new Agent({ keepAlive: true, maxSockets: COMMAND_SOCKETS });
  readonly #waits = new Agent({ keepAlive: true, maxFreeSockets: 1 });
  readonly #closing = new AbortController();

  /** @throws VnetosError `bad-request` when `url` is no http address. */
  constructor(url: string, options: HttpTransportOptions = {}) {
    this.url = nodeAddress(url);
    this.#options = {
      connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
      answerTimeoutMs: options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS,
      answerBytes: options.answerBytes ?? ANSWER_BYTES,
    };
  }

  async request(request: NmpRequest, options: RequestOptions = {}): Promise<NmpResponse> {
    const signal = options.signal
      ? AbortSignal.any([options.signal, this.#closing.signal])
      : this.#closing.signal;
    const waitMs = options.waitMs ?? 0;
    const outgoing = httpRequest(this.url + formatTarget(request.path, request.query), {
      method: request.method,
      headers: headersOf(request),
      agent: waitMs > 0 ? this.#waits : this.#commands,
      signal,
    });
    const { connectTimeoutMs, answerTimeoutMs } = this.#options;
    const stopTimers = limitTimes(outgoing, connectTimeoutMs, answerTimeoutMs + waitMs);
    try {
      const incoming = await send(outgoing, request.body);
      const body = await readAll(incoming, this.#options.answerBytes);
      return { status: incoming.statusCode ?? 0, body };
    } catch (thrown) {
      throw this.#fault(thrown, signal, request);
    } finally {
      stopTimers();
    }
  }

  close(): void {
    this.#closing.abort();
    this.#commands.destroy();
    this.#waits.destroy();
  }

  /** After a fault the idle connections are doubtful too: the next request makes a new one. */
  #dropIdle(): void {
    for (const agent of [this.#commands, this.#waits])
      for (const sockets of Object.values(agent.freeSockets))
        for (const socket of sockets ?? []) socket.destroy();
  }

  #fault(thrown: unknown, signal: AbortSignal, request: NmpRequest): VnetosError {
    if (thrown instanceof VnetosError) return thrown;
    const what = `${request.method} ${request.path}`;
    if (signal.aborted)
      return new VnetosError("closed", `${what} to ${this.url} was given up`, { cause: thrown });
    this.#dropIdle();
    const reason = reasonOf(thrown);
    return new VnetosError("unreachable", `node at ${this.url} does not answer: ${reason}`, {
      cause: thrown,
    });
  }
}

/** `http://host:port` of what a person may have written, with or without a path behind it. */
function nodeAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" && url.hostname !== "") return url.origin;
  throw new VnetosError(
    "bad-request",
    `"${text}" is no address of a node: write http://host:port or serial:/dev/ttyUSB0`,
  );
}

function headersOf(request: NmpRequest): Record<string, string | number> {
  const headers: Record<string, string | number> = { "Content-Length": request.body.length };
  if (request.body.length > 0) headers["Content-Type"] = bodyType(request.path);
  if (request.session !== undefined) headers["Nmp-Session"] = request.session;
  if (request.requestId !== undefined) headers["Nmp-Request"] = request.requestId;
  return headers;
}

/** Programs and seals are bytes, every other body is JSON. */
function bodyType(path: string): string {
  const raw = path.startsWith("/nmp/programs/") || path === "/nmp/sealed";
  return raw ? "application/octet-stream" : "application/json";
}

/** Times begin when the request has a socket: those before it in the queue have limits of their own. */
function limitTimes(outgoing: ClientRequest, connectMs: number, answerMs: number): () => void {
  const timers: NodeJS.Timeout[] = [];
  const limit = (ms: number, what: string) => {
    const strike = () => outgoing.destroy(new Error(`no ${what} within ${ms / 1000} s`));
    timers.push(setTimeout(strike, ms));
    return timers.at(-1);
  };
  outgoing.once("socket", (socket) => {
    limit(answerMs, "answer");
    if (!socket.connecting) return;
    const connecting = limit(connectMs, "connection");
    socket.once("connect", () => clearTimeout(connecting));
  });
  return () => timers.forEach(clearTimeout);
}

function send(outgoing: ClientRequest, body: Uint8Array): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once("response", resolve);
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

async function readAll(incoming: IncomingMessage, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw new VnetosError("too-large", `an answer of over ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "it dropped the connection",
  EPIPE: "it dropped the connection",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "its name cannot be looked up",
  EHOSTUNREACH: "no way to this host",
  ENETUNREACH: "no way to this network",
  ETIMEDOUT: "no connection",
};

function reasonOf(thrown: unknown): string {
  const error = thrown as { code?: string; message?: string };
  return REASONS[error.code ?? ""] ?? error.message ?? String(thrown);
}
