import { object, type Routes, text } from "./context.ts";

type One = { Params: { node: string; id: number } };

const one = object({ node: text, id: { type: "integer" } });

export const workerRoutes: Routes = (api, { cluster }) => {
  api.get("/api/workers", { schema: { summary: "The workers of all nodes" } }, () =>
    cluster.workers.list(),
  );

  api.get<One>(
    "/api/workers/:node/:id",
    { schema: { summary: "One worker", params: numeric } },
    (request) => cluster.workers.view(request.params.node, Number(request.params.id)),
  );

  api.delete<One>(
    "/api/workers/:node/:id",
    { schema: { summary: "Kill a worker", params: numeric } },
    (request) => cluster.workers.kill(request.params.node, Number(request.params.id)),
  );

  const input = object({ text, end: { type: "boolean" } }, ["text"]);
  api.post<One & { Body: { text: string; end?: boolean } }>(
    "/api/workers/:node/:id/input",
    { schema: { summary: "Standard input, or a line for a shell", params: numeric, body: input } },
    async (request, reply) => {
      const { node, id } = request.params;
      await cluster.workers.input(node, Number(id), request.body.text, request.body.end ?? false);
      return reply.status(204).send();
    },
  );

  api.post<{ Params: { node: string } }>(
    "/api/nodes/:node/shell",
    { schema: { summary: "Start an interactive Lua shell on a node" } },
    async (request, reply) =>
      reply.status(201).send(await cluster.workers.shell(request.params.node)),
  );
};

// A path is text: the number in it is checked by its form.
const numeric = {
  ...one,
  properties: { node: text, id: { type: "string", pattern: "^[0-9]{1,9}$" } },
};
