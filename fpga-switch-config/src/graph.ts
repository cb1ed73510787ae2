/** Who is whose neighbour, and the shortest ways between them. */
export class Graph {
  readonly #neighbours: ReadonlyMap<string, readonly string[]>;
  readonly #distances = new Map<string, ReadonlyMap<string, number>>();

  constructor(nodes: readonly string[], edges: readonly (readonly [string, string])[]) {
    const sets = new Map(nodes.map((node) => [node, new Set<string>()]));
    for (const [a, b] of edges) {
      sets.get(a)?.add(b);
      sets.get(b)?.add(a);
    }
    const inOrder = (set: ReadonlySet<string>) => nodes.filter((node) => set.has(node));
    this.#neighbours = new Map([...sets].map(([node, set]) => [node, inOrder(set)]));
  }

  neighbours(node: string): readonly string[] {
    return this.#neighbours.get(node) ?? [];
  }

  /** Steps from everyone to `target`; who cannot reach it is missing. */
  distancesTo(target: string): ReadonlyMap<string, number> {
    const known = this.#distances.get(target);
    if (known !== undefined) return known;
    const distances = new Map([[target, 0]]);
    const queue = [target];
    for (const node of queue) {
      for (const next of this.neighbours(node)) {
        if (distances.has(next)) continue;
        distances.set(next, (distances.get(node) ?? 0) + 1);
        queue.push(next);
      }
    }
    this.#distances.set(target, distances);
    return distances;
  }

  /** Neighbours of `from` that are one step nearer to `to`. */
  nextHops(from: string, to: string): readonly string[] {
    const distances = this.distancesTo(to);
    const here = distances.get(from);
    if (here === undefined || here === 0) return [];
    return this.neighbours(from).filter((node) => distances.get(node) === here - 1);
  }
}
