import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { NmpMethod, NmpRequest } from "#protocol";
import type { FakeNode } from "./fake-node.ts";
import type { Fault } from "./fake-node-transport.ts";

export interface ServedFakeNode {
  readonly url: string;
  /** Asked for each request. */
  nextFault: (request: NmpRequest) => Fault;
  /** Connections that were made so far. */
  readonly connections: () => number;
  /** Drops every connection. */
  cut(): void;
  close(): Promise<void>;
}

/** A fake node on a loopback port, with faults as told: a dropped connection is a really dropped one. */
export async function serveFakeNode(node: FakeNode): Promise<ServedFakeNode> {
  let connections = 0;
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
  server.on("connection", () => connections++);
  const served: ServedFakeNode = {
    url: "",
    nextFault: () => "none",
    connections: () => connections,
    cut: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await toRequest(incoming);
    const fault = served.nextFault(request);
    if (fault === "before") return void incoming.socket.destroy();
    if (typeof fault === "object") await new Promise((done) => setTimeout(done, fault.delayMs));
    const response = await node.handle(request);
    if (fault === "after") return void incoming.socket.destroy();
    outgoing.writeHead(response.status, { "Content-Length": response.body.length });
    outgoing.end(response.body);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(served, { url: `http://127.0.0.1:${port}` });
}

async function toRequest(incoming: IncomingMessage): Promise<NmpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const url = new URL(incoming.url ?? "/", "http://fake");
  return {
    method: incoming.method as NmpMethod,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    session: incoming.headers["nmp-session"] as string | undefined,
    requestId: incoming.headers["nmp-request"] as string | undefined,
    body: Buffer.concat(chunks),
  };
}
