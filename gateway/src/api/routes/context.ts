import type { FastifyInstance } from "fastify";
import type { Cluster } from "#cluster";
import type { FlashJobs } from "#flash";
import type { GatewayInfo } from "#protocol";

/** What the routes of every resource stand on. */
export interface RouteContext {
  readonly cluster: Cluster;
  readonly flash: FlashJobs;
  readonly info: () => GatewayInfo;
  readonly onShutdown: () => void;
}

export type Routes = (api: FastifyInstance, context: RouteContext) => void;

/** The schema pieces that several resources share. */
export const name = { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$" } as const;
export const text = { type: "string" } as const;

export function object<P extends Record<string, object>>(
  properties: P,
  required: (keyof P)[] = [],
) {
  return { type: "object", properties, required: required as string[] } as const;
}

export const array = (items: object) => ({ type: "array", items }) as const;
