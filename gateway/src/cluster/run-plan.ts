import type { ConnectionRequest, WorkerRequest, World } from "#protocol";
import type { RankLayout } from "#switch";

export interface RunPlan {
  readonly run: string;
  /** Name of the program, for people. */
  readonly name: string;
  readonly sha256: string;
  /** Node of each rank; a node may stand more than once. */
  readonly nodes: readonly string[];
  /** How they are joined; undefined: nobody knows. */
  readonly layout: RankLayout | undefined;
  readonly args: readonly string[];
  readonly memoryBytes?: number | undefined;
  readonly cpuMs?: number | undefined;
  readonly traceRecords?: number | undefined;
  readonly detached: boolean;
  /** What a node calls itself: the name under which it ties two of its own ports. */
  readonly ownName: (node: string) => string;
  /** A channel number that no connection between two nodes uses now. */
  readonly nextChannel: () => number;
}

/** Port of `rank` for what it says to and hears from `peer`; the same rule stands in the app library. */
export function rankPort(run: string, rank: number, peer: number): string {
  return `${run}.${rank}.${peer}`;
}

/**
 * What each rank's node is asked for: a worker that waits to be started, attached to one port for each
 * other rank, each port connected with its counterpart.
 */
export function planWorkers(plan: RunPlan): WorkerRequest[] {
  const connections = planConnections(plan);
  return plan.nodes.map((_, rank) => ({
    program: plan.sha256,
    name: plan.name,
    args: plan.args,
    world: worldOf(plan, rank),
    ...(plan.memoryBytes === undefined ? {} : { memoryBytes: plan.memoryBytes }),
    ...(plan.cpuMs === undefined ? {} : { cpuMs: plan.cpuMs }),
    ...(plan.traceRecords === undefined ? {} : { traceRecords: plan.traceRecords }),
    lifetime: plan.detached ? "detached" : "session",
    ports: others(plan, rank).map((peer) => rankPort(plan.run, rank, peer)),
    connections: connections[rank] ?? [],
    start: false,
  }));
}

function worldOf({ run, nodes, layout }: RunPlan, rank: number): World {
  const world = { run, rank, nodes };
  if (layout === undefined) return world;
  return { ...world, topology: layout.topology, neighbours: layout.neighbours[rank] };
}

type Named = ConnectionRequest & { readonly id: string };

function planConnections(plan: RunPlan): Named[][] {
  const byRank: Named[][] = plan.nodes.map(() => []);
  for (let a = 0; a < plan.nodes.length; a++)
    for (let b = a + 1; b < plan.nodes.length; b++) {
      const sameNode = plan.nodes[a] === plan.nodes[b];
      const channel = sameNode ? 1 : plan.nextChannel();
      byRank[a]?.push(end(plan, a, b, channel));
      // Within one node one entry ties both ports; between two, each makes its own end.
      if (!sameNode) byRank[b]?.push(end(plan, b, a, channel));
    }
  return byRank;
}

function end(plan: RunPlan, rank: number, peer: number, channel: number): Named {
  const port = rankPort(plan.run, rank, peer);
  const node = plan.nodes[peer] as string;
  const sameNode = node === plan.nodes[rank];
  const remote = {
    node: sameNode ? plan.ownName(node) : node,
    port: rankPort(plan.run, peer, rank),
  };
  return { id: port, port, remote, channel };
}

function others(plan: RunPlan, rank: number): number[] {
  return plan.nodes.map((_, peer) => peer).filter((peer) => peer !== rank);
}
