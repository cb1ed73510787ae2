import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { type GatewayEvent, type GatewayInfo, VnetosError } from "#protocol";
import { FakeCluster } from "./fake-gateway-cluster.ts";
import type { PageFiles } from "./fake-gateway-page.ts";
import {
  answerRequest,
  type FakeNews,
  type RouteContext,
  type SeenRequest,
} from "./fake-gateway-routes.ts";

export type { FakeNews, SeenRequest };

export interface FakeGatewayOptions {
  /** Default: any free one. */
  readonly port?: number;
  readonly token?: string;
  readonly startId?: string;
  /** Default: no page. */
  readonly page?: PageFiles;
}

/** A small gateway in this process: the page and API shapes of `gateway/protocol/api.ts`, over real HTTP and WebSocket. */
export class FakeGateway implements RouteContext {
  readonly cluster = new FakeCluster();
  /** Requests that change something, oldest first. */
  readonly changes: SeenRequest[] = [];
  readonly token: string;
  readonly startId: string;
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #log: GatewayEvent[] = [];
  #seq = 0;

  static async start(options: FakeGatewayOptions = {}): Promise<FakeGateway> {
    const gateway = new FakeGateway(options);
    await new Promise<void>((resolve, reject) => {
      gateway.#server.once("error", reject);
      gateway.#server.listen(options.port ?? 0, "127.0.0.1", resolve);
    });
    return gateway;
  }

  private constructor({ token = "t0ken", startId = "start-1", page }: FakeGatewayOptions) {
    this.token = token;
    this.startId = startId;
    this.#server = createServer((request, response) => void this.#serve(request, response, page));
    this.#sockets = new WebSocketServer({ server: this.#server, path: "/api/events" });
    this.#sockets.on("connection", (socket, request) => this.#greet(socket, request));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The address that a person opens. */
  get pageUrl(): string {
    return `${this.url}/#token=${this.token}`;
  }

  get info(): GatewayInfo {
    return {
      name: "vnetos",
      version: "0.1.0",
      pid: process.pid,
      startId: this.startId,
      url: this.url,
      uptimeMs: 1_000,
      topology: this.cluster.topology.name,
      nodes: this.cluster.nodes.length,
    };
  }

  get listeners(): number {
    return this.#sockets.clients.size;
  }

  /** Numbers, keeps and sends an event. */
  emit(news: FakeNews): void {
    this.#seq += 1;
    const event = { seq: this.#seq, time: new Date().toISOString(), ...news } as GatewayEvent;
    this.#log.push(event);
    this.#broadcast(event);
  }

  /** Sends the cluster's counters as they are now; not kept. */
  sendSample(): void {
    const time = new Date().toISOString();
    this.#broadcast({ seq: this.#seq, time, type: "traffic", sample: this.cluster.sample });
  }

  print(node: string, text: string, stream: "out" | "err" = "out"): void {
    this.emit({ type: "output", node, worker: 1, rank: Number(node.slice(1)), stream, text });
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse, page?: PageFiles) {
    const path = (request.url ?? "/").replace(/\?.*/, "");
    const file = page?.get(path);
    if (file) {
      response.writeHead(200, { "content-type": file.type }).end(file.bytes);
      return;
    }
    const { status, body } = await this.#answer(request, path);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(body === undefined ? "" : JSON.stringify(body));
  }

  async #answer(request: IncomingMessage, path: string) {
    const text = await readText(request);
    try {
      if (request.headers.authorization !== `Bearer ${this.token}`)
        throw new VnetosError("forbidden", "the token is not this gateway's");
      const seen = { method: request.method ?? "GET", path, body: text && JSON.parse(text) };
      if (seen.method !== "GET") this.changes.push(seen);
      return { status: 200, body: answerRequest(this, seen) };
    } catch (thrown) {
      const error =
        thrown instanceof VnetosError ? thrown : new VnetosError("internal", String(thrown));
      return { status: error.status, body: { error: error.toWire() } };
    }
  }

  #greet(socket: WebSocket, request: IncomingMessage): void {
    const given = request.headers["sec-websocket-protocol"] ?? "";
    if (!given.includes(`token.${this.token}`)) {
      socket.close(1008, "the token is not this gateway's");
      return;
    }
    const after = Number(new URL(request.url ?? "/", this.url).searchParams.get("after") ?? 0);
    const hello = { type: "hello", startId: this.startId, dropped: 0 } as const;
    send(socket, { seq: this.#seq, time: new Date().toISOString(), ...hello });
    for (const event of this.#log) if (event.seq > after) send(socket, event);
  }

  #broadcast(event: GatewayEvent): void {
    for (const socket of this.#sockets.clients) send(socket, event);
  }
}

function send(socket: WebSocket, event: GatewayEvent): void {
  socket.send(JSON.stringify(event));
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
