import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { EventHub } from "#cluster";
import { type GatewayEvent, toWireError, VnetosError } from "#protocol";
import { bearer, type Guard } from "./guard.ts";

/** A client that lets this much pile up is cut off: it comes back and asks for what it missed. */
const BACKLOG_BYTES = 8_000_000;
/** A client that has not answered a ping by the next one is gone. */
const PING_MS = 15_000;

/** The WebSocket `/api/events?after=N`. Browsers give the token as the subprotocol `token.…`. */
export function serveEvents(options: {
  server: Server;
  guard: Guard;
  hub: EventHub;
  startId: string;
}) {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 1_024,
    handleProtocols: (protocols) => (protocols.has("vnetos") ? "vnetos" : false),
  });
  options.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer that breaks off during the handshake needs no answer.
    socket.on("error", () => socket.destroy());
    try {
      const after = admit(options.guard, request);
      sockets.handleUpgrade(request, socket, head, (client) => follow(client, options, after));
    } catch (thrown) {
      refuse(socket, thrown);
    }
  });
  const pings = setInterval(() => dropSilent(sockets), PING_MS);
  pings.unref();
  return {
    close() {
      clearInterval(pings);
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

function admit(guard: Guard, request: IncomingMessage): number {
  guard.checkPlace(request);
  const protocols = (request.headers["sec-websocket-protocol"] ?? "").split(/,\s*/);
  const token = protocols.find((p) => p.startsWith("token."))?.slice(6);
  guard.checkToken(token ?? bearer(request));
  const url = new URL(request.url ?? "/", "http://gateway");
  if (url.pathname !== "/api/events")
    throw new VnetosError("not-found", `no WebSocket at ${url.pathname}`);
  const after = Number(url.searchParams.get("after") ?? 0);
  if (!Number.isSafeInteger(after) || after < 0)
    throw new VnetosError(
      "bad-request",
      `after=${url.searchParams.get("after")}: not an event number`,
    );
  return after;
}

function refuse(socket: Duplex, thrown: unknown): void {
  const status = thrown instanceof VnetosError ? thrown.status : 500;
  const body = JSON.stringify({ error: toWireError(thrown) });
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const alive = new WeakSet<WebSocket>();

function follow(
  client: WebSocket,
  options: { hub: EventHub; startId: string },
  after: number,
): void {
  const { hub, startId } = options;
  alive.add(client);
  client.on("pong", () => alive.add(client));
  // "close" follows every error and ends the subscription.
  client.on("error", () => {});
  const send = (event: GatewayEvent) => {
    if (client.bufferedAmount > BACKLOG_BYTES)
      client.close(1013, "too slow: ask again with after=N");
    else client.send(JSON.stringify(event));
  };
  // The greeting comes first and tells up to which number the past goes.
  const past: GatewayEvent[] = [];
  let live = false;
  const subscription = hub.subscribe(after, (event) =>
    live ? send(event) : void past.push(event),
  );
  const time = new Date().toISOString();
  send({ type: "hello", seq: subscription.last, time, startId, dropped: subscription.dropped });
  for (const event of past) send(event);
  live = true;
  client.on("close", subscription.end);
}

function dropSilent(sockets: WebSocketServer): void {
  for (const client of sockets.clients) {
    if (!alive.has(client)) client.terminate();
    alive.delete(client);
    client.ping();
  }
}
