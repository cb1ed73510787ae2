import type { AppSources } from "#protocol";
import { object, type Routes, text } from "./context.ts";

export const appSchema = object(
  { entry: text, files: { type: "object", additionalProperties: text } },
  ["entry", "files"],
);

export const programRoutes: Routes = (api, { cluster }) => {
  api.get("/api/programs", { schema: { summary: "Compiled programs" } }, () =>
    cluster.programs.list(),
  );

  api.post<{ Body: AppSources }>(
    "/api/programs",
    { schema: { summary: "Compile an app", body: appSchema } },
    (request) => cluster.programs.compile(request.body),
  );

  api.get<{ Params: { sha256: string } }>(
    "/api/programs/:sha256",
    { schema: { summary: "A program's Lua text and source map" } },
    (request) => {
      const { program, app } = cluster.programs.get(request.params.sha256);
      return { ...program, app };
    },
  );
};
