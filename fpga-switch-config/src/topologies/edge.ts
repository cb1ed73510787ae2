/** Two neighbours, by the boards' numbers from 0, the smaller first. */
export type Edge = readonly [number, number];

/** The neighbours in a shape of `boards` boards, no pair twice. */
export type Shape = (boards: number) => readonly Edge[];

/** Puts the smaller board first and leaves out what is there twice. */
export function distinctEdges(edges: readonly Edge[]): readonly Edge[] {
  const seen = new Map<string, Edge>();
  for (const [a, b] of edges) {
    const edge: Edge = a < b ? [a, b] : [b, a];
    seen.set(edge.join("-"), edge);
  }
  return [...seen.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
