import type { TopologyView } from "#protocol";

type Edges = readonly (readonly [number, number])[];

/** The shapes of eight boards, by hand; the real ones are made by the cluster. */
const SHAPES: Readonly<Record<string, Edges>> = {
  ring: pairs((a, b) => b - a === 1 || b - a === 7),
  mesh: pairs((a, b) => b - a === 4 || (b - a === 1 && b !== 4)),
  star: pairs((a) => a === 0),
  tree: pairs((a, b) => Math.floor((b - 1) / 2) === a),
  hypercube: pairs((a, b) => [1, 2, 4].includes(a ^ b)),
  full: pairs(() => true),
};

/** undefined: no such shape. */
export function fakeTopology(name: string): TopologyView | undefined {
  const edges = SHAPES[name]?.map(([a, b]) => [`b${a}`, `b${b}`] as const);
  return edges && { name, edges };
}

/** Outputs by input port: both ports of every neighbour. */
export function fakeRows({ edges }: TopologyView): readonly (readonly number[])[] {
  return Array.from({ length: 16 }, (_, port) => {
    const name = `b${Math.floor(port / 2)}`;
    const neighbours = edges.filter((edge) => edge.includes(name)).flat();
    return neighbours
      .filter((other) => other !== name)
      .flatMap((other) => [2 * Number(other.slice(1)), 2 * Number(other.slice(1)) + 1]);
  });
}

function pairs(joined: (a: number, b: number) => boolean): Edges {
  const all = Array.from({ length: 64 }, (_, n) => [n >> 3, n & 7] as const);
  return all.filter(([a, b]) => a < b && joined(a, b));
}
