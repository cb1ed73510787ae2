import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import swagger from "@fastify/swagger";
import fastify, { type FastifyInstance } from "fastify";
import { type Cluster, CompileError, packageVersion } from "#cluster";
import type { FlashJobs } from "#flash";
import { type ErrorCode, type GatewayInfo, toWireError, VnetosError } from "#protocol";
import { serveEvents } from "./events-socket.ts";
import { bearer, Guard } from "./guard.ts";
import { servePage } from "./page.ts";
import { registerRoutes } from "./routes/index.ts";

export interface ServerOptions {
  readonly cluster: Cluster;
  readonly flash: FlashJobs;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** The bundled page; absent: no page. */
  readonly pageFolder?: string | undefined;
  /** Asked to by `DELETE /api`. */
  readonly onShutdown: () => void;
}

export interface ApiServer {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

/** Longest request: an app's sources with an input file. */
const BODY_BYTES = 32 * 1024 * 1024;

/** Serves the cluster over REST and WebSocket. @throws VnetosError `conflict` when the port is busy */
export async function startServer(options: ServerOptions): Promise<ApiServer> {
  const token = randomBytes(24).toString("base64url");
  const guard = new Guard(token);
  const startId = randomBytes(8).toString("hex");
  const app = createApp(guard);
  await app.register(swagger, { openapi: openapiInfo });
  const startedAt = Date.now();
  const info = (): GatewayInfo => ({
    name: "vnetos",
    version: packageVersion,
    pid: process.pid,
    startId,
    url,
    uptimeMs: Date.now() - startedAt,
    topology: options.cluster.wiring.view().name,
    nodes: options.cluster.nodes.list().length,
  });
  await app.register(async (api) => {
    api.addHook("onRequest", async (request) => guard.checkToken(bearer(request.raw)));
    const { cluster, flash, onShutdown } = options;
    registerRoutes(api, { cluster, flash, info, onShutdown });
    api.get("/api/openapi.json", { schema: { hide: true } }, () => app.swagger());
  });
  if (options.pageFolder) servePage(app, options.pageFolder);
  await listen(app, options.host, options.port);
  const { port } = app.server.address() as AddressInfo;
  const url = `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${port}`;
  guard.allowHosts([new URL(url).host, `localhost:${port}`, `127.0.0.1:${port}`]);
  const events = serveEvents({ server: app.server, guard, hub: options.cluster.events, startId });
  return {
    url,
    token,
    async close() {
      events.close();
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

const openapiInfo = {
  info: {
    title: "VNetOS gateway",
    version: packageVersion,
    description: "The multicomputer's gateway: nodes, programs, runs, topology, switch, network.",
  },
  components: { securitySchemes: { token: { type: "http" as const, scheme: "bearer" } } },
  security: [{ token: [] }],
};

function createApp(guard: Guard): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_BYTES,
    forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allErrors: false } },
    serverFactory: (handler) =>
      createServer(
        { headersTimeout: 2_000, requestTimeout: 5_000, connectionsCheckingInterval: 500 },
        handler as Parameters<typeof createServer>[1],
      ),
  });
  app.removeContentTypeParser("text/plain");
  app.addHook("onRequest", async (request) => guard.checkPlace(request.raw));
  app.setErrorHandler((error, request, reply) => {
    const known = error instanceof VnetosError ? error : fromFastify(error as FastifyFault);
    if (known.code === "internal" && error instanceof Error)
      process.stderr.write(`vnetos: ${request.method} ${request.url}: ${error.stack}\n`);
    const extra = error instanceof CompileError ? { diagnostics: error.diagnostics } : {};
    reply.status(known.status).send({ error: toWireError(known), ...extra });
  });
  app.setNotFoundHandler((request) => {
    throw new VnetosError("not-found", `no resource ${request.method} ${request.url}`);
  });
  return app;
}

interface FastifyFault extends Error {
  readonly code?: string;
  readonly validation?: unknown;
}

const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "too-large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported-media-type",
  FST_ERR_CTP_INVALID_JSON_BODY: "bad-json",
  FST_ERR_CTP_EMPTY_JSON_BODY: "bad-json",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "bad-request",
  FST_ERR_VALIDATION: "bad-request",
};

function fromFastify(error: FastifyFault): VnetosError {
  const code = FASTIFY_CODES[error.code ?? ""];
  if (code) return new VnetosError(code, error.message, { cause: error });
  return new VnetosError("internal", "internal error", { cause: error });
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE")
      throw new VnetosError("conflict", `port ${port} is in use: choose another with --port`, {
        cause: error,
      });
    if (code === "EACCES")
      throw new VnetosError(
        "forbidden",
        `port ${port} may not be opened by this user: choose one above 1023`,
        { cause: error },
      );
    throw error;
  }
}
