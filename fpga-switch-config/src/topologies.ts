import { type TopologyRequest, type TopologyView, VnetosError } from "#protocol";
import { custom } from "./topologies/custom.ts";
import type { Edge, Shape } from "./topologies/edge.ts";
import { full } from "./topologies/full.ts";
import { hypercube } from "./topologies/hypercube.ts";
import { mesh } from "./topologies/mesh.ts";
import { ring } from "./topologies/ring.ts";
import { star } from "./topologies/star.ts";
import { torus } from "./topologies/torus.ts";
import { tree } from "./topologies/tree.ts";

/** The named shapes; a new one is a file in `topologies/` and a row here. */
export const TOPOLOGIES: Readonly<Record<string, Shape>> = {
  ...{ ring, mesh, torus, star, tree, hypercube, full },
};

export const TOPOLOGY_NAMES: readonly string[] = [...Object.keys(TOPOLOGIES), "custom"];

/**
 * Which boards are neighbours, by name. `boards` in the order of their numbers.
 * Errors: impossible-route for a shape that there is not or that this number of boards cannot have.
 */
export function makeTopology(request: TopologyRequest, boards: readonly string[]): TopologyView {
  const edges = neighbours(request, boards);
  const named = edges.map(([a, b]) => [boards[a] ?? "", boards[b] ?? ""] as const);
  return { name: request.name, edges: named };
}

function neighbours(request: TopologyRequest, boards: readonly string[]): readonly Edge[] {
  if (request.name === "custom") return custom(request.edges ?? [], boards);
  const shape = Object.hasOwn(TOPOLOGIES, request.name) ? TOPOLOGIES[request.name] : undefined;
  if (shape === undefined) {
    const known = TOPOLOGY_NAMES.join(", ");
    throw new VnetosError("impossible-route", `no topology ${request.name}: there are ${known}`);
  }
  return shape(boards.length);
}
