import { type NodeView, VnetosError, type WorkerStatus } from "#protocol";
import type { ClusterNode } from "./cluster-node.ts";

/** The nodes of the cluster by name. */
export class Nodes {
  readonly #nodes = new Map<string, ClusterNode>();

  /** @throws VnetosError `conflict` when the name or the switch ports are taken */
  add(node: ClusterNode): void {
    if (this.#nodes.has(node.name))
      throw new VnetosError(
        "conflict",
        `there is a node ${node.name} already: choose another --name`,
      );
    const rival = this.list().find((n) => n.board !== undefined && n.board === node.board);
    if (rival)
      throw new VnetosError("conflict", `board ${node.board} of the switch is ${rival.name}'s`);
    this.#nodes.set(node.name, node);
  }

  remove(name: string): void {
    this.#nodes.delete(name);
  }

  /** @throws VnetosError `no-such-node` that names those there are */
  get(name: string): ClusterNode {
    const node = this.#nodes.get(name);
    if (node) return node;
    const known = [...this.#nodes.keys()].join(", ") || "none";
    throw new VnetosError("no-such-node", `no node "${name}": there are ${known}`);
  }

  find(name: string): ClusterNode | undefined {
    return this.#nodes.get(name);
  }

  list(): ClusterNode[] {
    return [...this.#nodes.values()];
  }

  /** Those with links to the switch, in the order of their addresses. */
  wired(): (ClusterNode & { readonly board: number })[] {
    const wired = this.list().filter(
      (node): node is ClusterNode & { readonly board: number } => node.board !== undefined,
    );
    return wired.sort((a, b) => a.board - b.board);
  }

  async views(): Promise<NodeView[]> {
    await this.refresh();
    return this.list().map((node) => node.view());
  }

  async view(name: string): Promise<NodeView> {
    const node = this.get(name);
    await node.refresh();
    return node.view();
  }

  async refresh(): Promise<void> {
    await Promise.all(this.list().map((node) => node.refresh()));
  }
}

/** A worker with the node that it is on. */
export type PlacedWorker = WorkerStatus & { readonly node: string };

/** The workers of all nodes, one by one. */
export class Workers {
  readonly #nodes: Nodes;

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  async list(): Promise<PlacedWorker[]> {
    await this.#nodes.refresh();
    return this.#nodes
      .list()
      .flatMap((node) => node.workers.map((worker) => ({ node: node.name, ...worker })));
  }

  async view(name: string, id: number): Promise<PlacedWorker> {
    const node = this.#nodes.get(name);
    await node.refresh();
    return { node: name, ...node.worker(id) };
  }

  async kill(name: string, id: number): Promise<PlacedWorker> {
    await this.#nodes.get(name).client.kill(id);
    return await this.view(name, id);
  }

  async input(name: string, id: number, text: string, end: boolean): Promise<void> {
    await this.#nodes.get(name).client.input(id, text, { end });
  }

  async shell(name: string): Promise<PlacedWorker> {
    const worker = await this.#nodes.get(name).client.createWorker({ shell: true, name: "shell" });
    return { node: name, ...worker };
  }
}
