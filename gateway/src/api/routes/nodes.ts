import type { AttachRequest } from "#protocol";
import { name, object, type Routes, text } from "./context.ts";

type Named = { Params: { name: string } };

export const nodeRoutes: Routes = (api, { cluster }) => {
  api.get("/api/nodes", { schema: { summary: "All nodes, with workers, ports, links" } }, () =>
    cluster.nodes.views(),
  );

  api.get<Named>("/api/nodes/:name", { schema: { summary: "One node" } }, (request) =>
    cluster.nodes.view(request.params.name),
  );

  const attach = object(
    { url: text, name, key: text, board: { type: "integer", minimum: 0, maximum: 7 } },
    ["url"],
  );
  api.post<{ Body: AttachRequest }>(
    "/api/nodes",
    { schema: { summary: "Attach a node at an address", body: attach } },
    async (request, reply) => reply.status(201).send(await cluster.attach(request.body)),
  );

  api.delete<Named>(
    "/api/nodes/:name",
    { schema: { summary: "Let go of an attached node" } },
    async (request, reply) => {
      await cluster.detach(request.params.name);
      return reply.status(204).send();
    },
  );
};
