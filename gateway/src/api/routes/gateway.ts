import type { Routes } from "./context.ts";

export const gatewayRoutes: Routes = (api, { info, onShutdown }) => {
  api.get("/api", { schema: { summary: "Who is this gateway" } }, () => info());

  api.delete(
    "/api",
    { schema: { summary: "End the gateway and all that it started" } },
    async (_request, reply) => {
      await reply.status(202).send({ ending: true });
      onShutdown();
    },
  );
};
