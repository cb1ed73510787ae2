import type { RunRequest } from "#protocol";
import { array, name, object, type Routes, text } from "./context.ts";
import { appSchema } from "./programs.ts";

type One = { Params: { id: string } };

const runSchema = object(
  {
    app: { anyOf: [appSchema, object({ program: text }, ["program"])] },
    name,
    nodes: array(text),
    args: array(text),
    input: text,
    timeoutMs: { type: "number", exclusiveMinimum: 0, maximum: 2_147_483_647 },
    memoryBytes: { type: "integer", minimum: 65_536 },
    cpuMs: { type: "integer", minimum: 1 },
    traceRecords: { type: "integer", minimum: 1, maximum: 1_000_000 },
    detached: { type: "boolean" },
  },
  ["app"],
);

export const runRoutes: Routes = (api, { cluster }) => {
  api.get("/api/runs", { schema: { summary: "Runs under way, and the latest that ended" } }, () =>
    cluster.runs.list(),
  );

  api.post<{ Body: RunRequest }>(
    "/api/runs",
    {
      schema: { summary: "Run an app: one worker on each node, started together", body: runSchema },
    },
    async (request, reply) => reply.status(201).send(await cluster.runs.start(request.body)),
  );

  api.get<One>("/api/runs/:id", { schema: { summary: "One run" } }, (request) =>
    cluster.runs.view(request.params.id),
  );

  api.get<One>(
    "/api/runs/:id/trace",
    { schema: { summary: "What a traced run has recorded, for Perfetto and chrome://tracing" } },
    (request) => cluster.runs.trace(request.params.id),
  );

  api.delete<One>("/api/runs/:id", { schema: { summary: "Kill a run's workers" } }, (request) =>
    cluster.runs.kill(request.params.id),
  );
};
