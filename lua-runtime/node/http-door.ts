import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import {
  type ErrorCode,
  encodeJson,
  type NmpMethod,
  type NmpRequest,
  type NmpResponse,
  parseTarget,
  toWireError,
  VnetosError,
} from "#protocol";

/** What a door opens to: a board's root. */
export interface RequestTaker {
  handle(request: NmpRequest): Promise<NmpResponse>;
  /** Longest body that is read, bytes. */
  readonly bodyBytes: number;
  /** Names under which the board may be addressed, besides IP addresses and localhost. */
  readonly name: string;
}

/** Bodies that no HTML form and no simple cross-origin request can send. */
const BODY_TYPES = ["application/json", "application/octet-stream"];
/** Headers that are read, and so may stand only once. Content-Length is the parser's. */
const SINGLE = [
  "host",
  "origin",
  "content-type",
  "transfer-encoding",
  "nmp-session",
  "nmp-request",
] as const;
const REQUEST_ID = /^[ -~]{1,64}$/;

/** NMP over HTTP/1.1: refuses what a board refuses, and hands the rest to the root. */
export function createHttpDoor(taker: RequestTaker): Server {
  const serveOne = (request: IncomingMessage, response: ServerResponse) =>
    void serve(taker, request, response);
  const server = createServer(
    {
      headersTimeout: 2_000,
      requestTimeout: 5_000,
      connectionsCheckingInterval: 500,
      maxHeaderSize: 4_096,
      // Its absence is refused here, with a body.
      requireHostHeader: false,
    },
    serveOne,
  );
  server.keepAliveTimeout = 65_000;
  server.on("checkExpectation", serveOne);
  server.on("clientError", refuseMalformed);
  return server;
}

async function serve(
  taker: RequestTaker,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const head = checkHead(taker, request);
    const body = await readBody(request);
    send(response, await taker.handle({ ...head, body }));
  } catch (thrown) {
    if (response.headersSent || response.destroyed) return;
    if (hasBody(request) && !request.complete) response.setHeader("Connection", "close");
    send(response, refusal(thrown));
  }
}

function send(response: ServerResponse, { status, body }: NmpResponse): void {
  response.setHeader("Cache-Control", "no-store");
  if (status !== 204) {
    const isJson = body[0] === 0x7b || body[0] === 0x5b || body.length === 0;
    response.setHeader("Content-Type", isJson ? "application/json" : "application/octet-stream");
    response.setHeader("Content-Length", body.length);
  }
  response.writeHead(status);
  response.end(body);
}

function refusal(thrown: unknown): NmpResponse {
  const status = thrown instanceof VnetosError ? thrown.status : 500;
  return { status, body: encodeJson({ error: toWireError(thrown) }) };
}

/** What is no HTTP is answered, then the connection ends; who was too slow hears nothing. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || !error.code?.startsWith("HPE_")) {
    socket.destroy();
    return;
  }
  const { body } = refusal(
    new VnetosError("bad-request", `no request of HTTP/1.1: ${error.message}`),
  );
  const head = [
    "HTTP/1.1 400 Bad Request",
    "Cache-Control: no-store",
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "Connection: close",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  socket.end(body, () => socket.destroy());
}

const refuse = (code: ErrorCode, message: string): never => {
  throw new VnetosError(code, message);
};

/** The refusals in the order that the README gives. */
function checkHead(taker: RequestTaker, request: IncomingMessage): Omit<NmpRequest, "body"> {
  const head = readHead(request);
  checkOrigin(taker, request);
  checkBody(taker, request);
  return head;
}

function readHead(request: IncomingMessage): Omit<NmpRequest, "body"> {
  if (request.httpVersion !== "1.1")
    refuse("bad-request", `HTTP/${request.httpVersion}: this node speaks HTTP/1.1`);
  for (const name of SINGLE) {
    const count = request.headersDistinct[name]?.length ?? 0;
    if (count > 1) refuse("bad-request", `header ${name} stands ${count} times`);
  }
  const requestId = header(request, "nmp-request");
  if (requestId !== undefined && !REQUEST_ID.test(requestId))
    refuse("bad-request", `Nmp-Request "${requestId}": must be 1..64 printable characters`);
  return {
    // Another method is refused by its path.
    method: request.method as NmpMethod,
    ...parseTarget(request.url ?? ""),
    session: header(request, "nmp-session"),
    requestId,
  };
}

/** A browser sends Origin with whatever a foreign page makes it send; no client of NMP does. */
function checkOrigin(taker: RequestTaker, request: IncomingMessage): void {
  const { origin, host } = request.headers;
  if (origin !== undefined)
    refuse("forbidden", `requests from web pages (Origin ${origin}) are not taken`);
  const name = (host ?? "").replace(/:\d+$/, "").toLowerCase();
  const isAddress = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/.test(name);
  const own = taker.name.toLowerCase();
  if (!isAddress && !["localhost", own, `${own}.local`].includes(name))
    refuse("forbidden", `Host "${host ?? ""}" is not this node: use its address`);
}

function checkBody(taker: RequestTaker, request: IncomingMessage): void {
  const encoding = header(request, "transfer-encoding");
  if (encoding !== undefined)
    refuse("length-required", `Transfer-Encoding ${encoding}: send Content-Length`);
  const bytes = bodyLength(request);
  if (bytes > taker.bodyBytes)
    refuse("too-large", `body of ${bytes} bytes: this node takes at most ${taker.bodyBytes}`);
  const type = header(request, "content-type") ?? "";
  const isTaken = BODY_TYPES.includes(type.split(";")[0]?.trim().toLowerCase() ?? "");
  if (bytes > 0 && !isTaken)
    refuse("unsupported-media-type", `Content-Type "${type}": send application/json`);
}

function hasBody(request: IncomingMessage): boolean {
  return header(request, "transfer-encoding") !== undefined || bodyLength(request) > 0;
}

function bodyLength(request: IncomingMessage): number {
  return Number(header(request, "content-length") ?? 0);
}

/** As long as Content-Length says, which was checked. */
async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
