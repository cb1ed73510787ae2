import { parseNetworkDocument } from "#cluster";
import type { CableFaults, PortRef, TopologyRequest } from "#protocol";
import { array, name, object, type Routes, text } from "./context.ts";

const portRef = object({ node: text, port: name }, ["node", "port"]);
const edges = array({ type: "array", items: text, minItems: 2, maxItems: 2 });

export const networkRoutes: Routes = (api, { cluster }) => {
  api.get("/api/topology", { schema: { summary: "Who is whose neighbour" } }, () =>
    cluster.wiring.view(),
  );

  api.put<{ Body: TopologyRequest }>(
    "/api/topology",
    {
      schema: {
        summary: "Set the topology, as a whole",
        body: object({ name: text, edges }, ["name"]),
      },
    },
    (request) => cluster.setTopology(request.body),
  );

  api.get("/api/connections", { schema: { summary: "Connections between named ports" } }, () =>
    cluster.connections.list(),
  );

  const connection = object({ a: portRef, b: portRef }, ["a", "b"]);
  api.put<{ Params: { id: string }; Body: { a: PortRef; b: PortRef } }>(
    "/api/connections/:id",
    {
      schema: { summary: "Tie two ports together", params: object({ id: name }), body: connection },
    },
    (request) => cluster.connections.put({ id: request.params.id, ...request.body }),
  );

  api.delete<{ Params: { id: string } }>(
    "/api/connections/:id",
    { schema: { summary: "Untie two ports" } },
    async (request, reply) => {
      await cluster.connections.remove(request.params.id);
      return reply.status(204).send();
    },
  );

  api.get(
    "/api/network",
    { schema: { summary: "The whole lab as a document, code included" } },
    () => cluster.network.save(),
  );

  api.put(
    "/api/network",
    { schema: { summary: "Make the cluster what a document says", body: { type: "object" } } },
    (request) => cluster.network.load(parseNetworkDocument(request.body)),
  );

  api.get("/api/links", { schema: { summary: "Every board's links and their faults" } }, () =>
    cluster.links.list(),
  );

  const faults = object({
    cut: { type: "boolean" },
    ber: { type: "number", minimum: 0, maximum: 0.1 },
    loss: { type: "number", minimum: 0, maximum: 0.5 },
    delayMs: { type: "number", minimum: 0, maximum: 10_000 },
  });
  const link = object({ node: text, link: { type: "string", pattern: "^[0-9]{1,3}$" } });
  api.put<{ Params: { node: string; link: string }; Body: CableFaults }>(
    "/api/links/:node/:link",
    { schema: { summary: "Put faults on a cable", params: link, body: faults } },
    (request) =>
      cluster.links.setFaults(request.params.node, Number(request.params.link), request.body),
  );

  api.get("/api/switch", { schema: { summary: "The switch: routes, queues, counters" } }, () =>
    cluster.switch.view(),
  );

  const speed = object({ lineSpeed: { type: "integer", minimum: 0, maximum: 1_000_000_000 } }, [
    "lineSpeed",
  ]);
  api.put<{ Body: { lineSpeed: number } }>(
    "/api/switch",
    { schema: { summary: "Model a line speed (bits/s; 0: unlimited)", body: speed } },
    (request) => cluster.setLineSpeed(request.body.lineSpeed),
  );
};
