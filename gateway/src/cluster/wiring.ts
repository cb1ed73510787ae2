import { type TopologyRequest, type TopologyView, VnetosError } from "#protocol";
import { makeTopology, type Outage, planRoutes, type RoutePlan } from "#switch";
import type { ClusterNode } from "./cluster-node.ts";
import type { Nodes } from "./nodes.ts";
import type { SwitchUnit } from "./switch-unit.ts";

/** The topology in force, and the routes that it means for the switch and for every board. */
export class Wiring {
  readonly #nodes: Nodes;
  readonly #switch: SwitchUnit;
  #request: TopologyRequest = { name: "full" };
  #view: TopologyView = { name: "full", edges: [] };
  #plan: RoutePlan | undefined;

  constructor(options: { nodes: Nodes; switch: SwitchUnit }) {
    this.#nodes = options.nodes;
    this.#switch = options.switch;
  }

  get request(): TopologyRequest {
    return this.#request;
  }

  view(): TopologyView {
    return this.#view;
  }

  /**
   * Sets the topology: first the boards' ways, then the switch's routes, as a whole.
   * @throws VnetosError `impossible-route`; then everything stays as it was
   */
  async set(request: TopologyRequest): Promise<TopologyView> {
    const nodes = this.#nodes.wired();
    const names = nodes.map((node) => node.name);
    checkEdges(request, names);
    const view = makeTopology(request, names);
    const plan = this.#planFor(view, nodes);
    await this.#switch.loadRoutes(plan.switch);
    this.#request = request;
    this.#view = view;
    this.#plan = plan;
    await Promise.all(nodes.map((node) => this.tell(node)));
    return view;
  }

  /** The same topology for the nodes that there are now, around what is down. */
  async renew(): Promise<void> {
    await this.set(this.#request);
  }

  /** Tells a node its ways, when it is up; a node that comes up later is told then. */
  async tell(node: ClusterNode): Promise<void> {
    const network = this.#plan?.boards.get(node.name);
    if (network && node.state === "up") await node.client.configureNetwork(network);
  }

  #planFor(view: TopologyView, nodes: ReturnType<Nodes["wired"]>): RoutePlan {
    const boards = nodes.map(({ name, board }) => ({
      name,
      address: board + 1,
      switchPorts: [2 * board, 2 * board + 1] as const,
    }));
    return planRoutes({
      boards,
      edges: view.edges,
      down: this.#outages(nodes, view),
      ports: this.#switch.ports,
    });
  }

  /** In a topology where boards pass on frames for others, ways lead around boards that are cut off. */
  #outages(nodes: readonly ClusterNode[], view: TopologyView): Outage[] {
    if (view.edges.length === (nodes.length * (nodes.length - 1)) / 2) return [];
    return nodes
      .filter((node) => this.#switch.isCutOff(node))
      .map((node) => ({ board: node.name }));
  }
}

function checkEdges(request: TopologyRequest, names: readonly string[]): void {
  for (const name of (request.edges ?? []).flat())
    if (!names.includes(name))
      throw new VnetosError(
        "no-such-node",
        `topology: no wired node "${name}": there are ${names.join(", ")}`,
      );
}
