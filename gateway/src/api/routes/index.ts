import type { FastifyInstance } from "fastify";
import type { RouteContext, Routes } from "./context.ts";
import { flashRoutes } from "./flash.ts";
import { gatewayRoutes } from "./gateway.ts";
import { networkRoutes } from "./network.ts";
import { nodeRoutes } from "./nodes.ts";
import { programRoutes } from "./programs.ts";
import { runRoutes } from "./runs.ts";
import { workerRoutes } from "./workers.ts";

/** One row a resource. */
const RESOURCES: readonly Routes[] = [
  gatewayRoutes,
  nodeRoutes,
  workerRoutes,
  programRoutes,
  runRoutes,
  networkRoutes,
  flashRoutes,
];

export function registerRoutes(api: FastifyInstance, context: RouteContext): void {
  for (const routes of RESOURCES) routes(api, context);
}
