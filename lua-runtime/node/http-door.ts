import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import {
  type ErrorCode,
  type NmpMethod,
  type NmpRequest,
  type NmpResponse,
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

const METHODS: readonly string[] = ["GET", "POST", "PUT", "DELETE"] satisfies NmpMethod[];
/** Bodies that no HTML form and no simple cross-origin request can send. */
const BODY_TYPES = ["application/json", "application/octet-stream"];

/** NMP over HTTP/1.1: refuses what a board refuses, and hands the rest to the root. */
export function createHttpDoor(taker: RequestTaker): Server {
  const server = createServer(
    {
      headersTimeout: 2_000,
      requestTimeout: 5_000,
      connectionsCheckingInterval: 500,
      maxHeaderSize: 4_096,
    },
    (request, response) => void serve(taker, request, response),
  );
  server.keepAliveTimeout = 65_000;
  return server;
}

async function serve(
  taker: RequestTaker,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    checkOrigin(taker, request);
    checkForm(taker, request);
    const body = await readBody(request, taker.bodyBytes);
    const answer = await taker.handle(toNmp(request, body));
    send(response, answer.status, answer.body);
  } catch (thrown) {
    if (response.headersSent || response.destroyed) return;
    const status = thrown instanceof VnetosError ? thrown.status : 500;
    const wire = JSON.stringify({ error: toWireError(thrown) });
    if (!request.complete) response.setHeader("Connection", "close");
    send(response, status, Buffer.from(wire));
  }
}

function send(response: ServerResponse, status: number, body: Uint8Array): void {
  const json = body[0] === 0x7b || body[0] === 0x5b || body.length === 0;
  response.writeHead(status, {
    "Content-Type": json ? "application/json" : "application/octet-stream",
    "Content-Length": body.length,
    "Cache-Control": "no-store",
  });
  response.end(body);
}

const refuse = (code: ErrorCode, message: string): never => {
  throw new VnetosError(code, message);
};

/** A browser sends Origin with whatever a foreign page makes it send; no client of NMP does. */
function checkOrigin(taker: RequestTaker, request: IncomingMessage): void {
  const { origin, host } = request.headers;
  if (origin !== undefined)
    refuse("forbidden", `requests from web pages (Origin ${origin}) are not taken`);
  const name = (host ?? "").replace(/:\d+$/, "");
  const isAddress = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/i.test(name);
  const known = ["localhost", taker.name, `${taker.name}.local`];
  if (!isAddress && !known.includes(name))
    refuse("forbidden", `Host "${host ?? ""}" is not this node: use its address`);
}

function checkForm(taker: RequestTaker, request: IncomingMessage): void {
  const {
    "transfer-encoding": encoding,
    "content-length": length,
    "content-type": type,
  } = request.headers;
  if (!METHODS.includes(request.method ?? ""))
    refuse("method-not-allowed", `method ${request.method} is not taken`);
  if (encoding !== undefined)
    refuse("length-required", `Transfer-Encoding ${encoding}: send Content-Length`);
  const bytes = Number(length ?? 0);
  if (bytes > taker.bodyBytes)
    refuse("too-large", `body of ${bytes} bytes: this node takes at most ${taker.bodyBytes}`);
  if (bytes > 0 && !BODY_TYPES.includes((type ?? "").split(";")[0]?.trim() ?? ""))
    refuse("unsupported-media-type", `Content-Type "${type ?? ""}": send application/json`);
}

async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) refuse("too-large", `body over ${limit} bytes`);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

const header = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

function toNmp(request: IncomingMessage, body: Uint8Array): NmpRequest {
  const url = new URL(request.url ?? "/", "http://node");
  return {
    method: request.method as NmpMethod,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    session: header(request.headers["nmp-session"]),
    requestId: header(request.headers["nmp-request"]),
    body,
  };
}
