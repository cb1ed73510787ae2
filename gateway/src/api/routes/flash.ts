import type { FlashRequest } from "#protocol";
import { array, object, type Routes, text } from "./context.ts";

export const flashRoutes: Routes = (api, { flash }) => {
  api.get(
    "/api/flash/ports",
    { schema: { summary: "Serial ports, and the boards behind them" } },
    () => flash.ports(),
  );

  api.get("/api/flash", { schema: { summary: "Flash jobs of this gateway" } }, () => flash.list());

  const wifi = object({ name: text, password: text }, ["name"]);
  const body = object({
    ports: { ...array(text), minItems: 1, maxItems: 256 },
    fqbn: text,
    sketch: text,
    name: text,
    wifi,
    again: { type: "boolean" },
  });
  api.post<{ Body: FlashRequest }>(
    "/api/flash",
    { schema: { summary: "Flash boards: it goes on whoever looks", body } },
    async (request, reply) => reply.status(201).send(await flash.start(request.body)),
  );

  api.get<{ Params: { id: string } }>(
    "/api/flash/:id",
    { schema: { summary: "How far a flash job is" } },
    (request) => flash.get(request.params.id),
  );
};
