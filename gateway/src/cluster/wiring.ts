import { type TopologyRequest, type TopologyView, VnetosError } from "#protocol";
import {
  layOutRanks,
  makeTopology,
  type Outage,
  planRoutes,
  type RankLayout,
  type RoutePlan,
} from "#switch";
import type { ClusterNode } from "./cluster-node.ts";
import type { Nodes } from "./nodes.ts";
import type { SwitchUnit } from "./switch-unit.ts";

/** The topology in force, and the routes that it means for the switch and for every board. */
export class Wiring {
  readonly #nodes: Nodes;
  readonly #switch: SwitchUnit;
  readonly #notice: (message: string) => void;
  /** Changes follow each other: the last one asked for is the one in force. */
  #last: Promise<unknown> = Promise.resolve();
  #request: TopologyRequest = { name: "full" };
  #view: TopologyView = { name: "full", edges: [] };
  #plan: RoutePlan | undefined;

  constructor(options: { nodes: Nodes; switch: SwitchUnit; notice: (message: string) => void }) {
    this.#nodes = options.nodes;
    this.#switch = options.switch;
    this.#notice = options.notice;
  }

  get request(): TopologyRequest {
    return this.#request;
  }

  view(): TopologyView {
    return this.#view;
  }

  /** How ranks on these nodes are joined; undefined where one of them has no links. */
  layOut(nodes: readonly string[]): RankLayout | undefined {
    const isWired = (name: string) => this.#nodes.get(name).board !== undefined;
    return nodes.every(isWired) ? layOutRanks(this.#view, nodes) : undefined;
  }

  /**
   * Sets the topology: the switch's routes, as a whole, then the boards' ways.
   * @throws VnetosError `impossible-route`, `no-such-node`; then everything stays as it was
   */
  async set(request: TopologyRequest): Promise<TopologyView> {
    const change = this.#last.then(() => this.#set(request));
    // A change that fails is told to who asked for it; the next one goes ahead.
    this.#last = change.catch(() => {});
    return await change;
  }

  async #set(request: TopologyRequest): Promise<TopologyView> {
    const nodes = this.#nodes.wired();
    const names = nodes.map((node) => node.name);
    checkEdges(request, names);
    const view = makeTopology(request, names);
    const plan = this.#planFor(view, nodes);
    await this.#switch.loadRoutes(plan.switch);
    this.#request = request;
    this.#view = view;
    this.#plan = plan;
    await Promise.all(nodes.map((node) => this.#tellOrNotice(node)));
    return view;
  }

  /** A node that does not listen is told again when it is up. */
  async #tellOrNotice(node: ClusterNode): Promise<void> {
    try {
      await this.tell(node);
    } catch (error) {
      this.#notice(`${node.name} does not know its ways: ${(error as Error).message}`);
    }
  }

  /** The same topology for the nodes that there are now, around what is down. */
  async renew(): Promise<void> {
    const renewal = this.#last.then(() => this.#set(this.#request));
    this.#last = renewal.catch(() => {});
    await renewal;
  }

  /** Whether these boards could have that topology. @throws VnetosError `impossible-route`, `no-such-node` */
  check(request: TopologyRequest, boards: readonly { name: string; board: number }[]): void {
    const sorted = [...boards].sort((a, b) => a.board - b.board);
    const names = sorted.map(({ name }) => name);
    checkEdges(request, names);
    planRoutes({
      boards: sorted.map(wired),
      edges: makeTopology(request, names).edges,
      ports: this.#switch.ports,
    });
  }

  /** Tells a node its ways, when it is up; a node that comes up later is told then. */
  async tell(node: ClusterNode): Promise<void> {
    const network = this.#plan?.boards.get(node.name);
    if (network && node.state === "up") await node.client.configureNetwork(network);
  }

  #planFor(view: TopologyView, nodes: ReturnType<Nodes["wired"]>): RoutePlan {
    return planRoutes({
      boards: nodes.map(wired),
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

/** Board n has address n + 1 and switch ports 2n and 2n + 1. */
function wired({ name, board }: { readonly name: string; readonly board: number }) {
  return { name, address: board + 1, switchPorts: [2 * board, 2 * board + 1] as const };
}

function checkEdges(request: TopologyRequest, names: readonly string[]): void {
  for (const name of (request.edges ?? []).flat())
    if (!names.includes(name))
      throw new VnetosError(
        "no-such-node",
        `topology: no wired node "${name}": there are ${names.join(", ")}`,
      );
}
