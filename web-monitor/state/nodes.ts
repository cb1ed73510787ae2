import type { NodeState, NodeView, TrafficSample, WorkerStatus } from "#protocol";

/** Ended workers that a board's card still tells of. */
const ENDED_KEPT = 3;

export function sortNodes(nodes: readonly NodeView[]): readonly NodeView[] {
  return [...nodes].sort(
    (a, b) => firstPort(a) - firstPort(b) || a.name.localeCompare(b.name, "en", { numeric: true }),
  );
}

export function withNodeState(
  nodes: readonly NodeView[],
  name: string,
  state: NodeState,
  message: string,
): readonly NodeView[] {
  const reason = state === "up" ? undefined : message;
  return change(nodes, name, (node) => ({ ...node, state, reason }));
}

export function withWorker(
  nodes: readonly NodeView[],
  name: string,
  worker: WorkerStatus,
): readonly NodeView[] {
  return change(nodes, name, (node) => ({
    ...node,
    workers: keepWorkers([...node.workers.filter((other) => other.id !== worker.id), worker]),
  }));
}

/** Workers in a sample replace those known: the sample is the newer truth. */
export function withSample(
  nodes: readonly NodeView[],
  sample: TrafficSample["nodes"],
): readonly NodeView[] {
  const byName = new Map(sample.map((part) => [part.name, part]));
  return nodes.map((node) => {
    const part = byName.get(node.name);
    return part ? { ...node, ...part, workers: keepWorkers(part.workers) } : node;
  });
}

function keepWorkers(workers: readonly WorkerStatus[]): readonly WorkerStatus[] {
  const byId = [...workers].sort((a, b) => a.id - b.id);
  const ended = byId.filter((worker) => worker.state === "ended").slice(-ENDED_KEPT);
  return [...byId.filter((worker) => worker.state !== "ended"), ...ended];
}

function change(
  nodes: readonly NodeView[],
  name: string,
  next: (node: NodeView) => NodeView,
): readonly NodeView[] {
  return nodes.map((node) => (node.name === name ? next(node) : node));
}

/** Nodes without a place on the switch come last. */
function firstPort(node: NodeView): number {
  return node.switchPorts?.[0] ?? 1_000;
}
