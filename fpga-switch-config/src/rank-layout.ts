import { type TopologyView, VnetosError } from "#protocol";
import { makeTopology, TOPOLOGIES } from "./topologies.ts";

/** How the ranks of a run lie in the network. */
export interface RankLayout {
  /** The shape that they form, rank i at place i of it; `custom`: no named one. */
  readonly topology: string;
  /** Of each rank: the others on its node and on the nodes next to it, ascending. */
  readonly neighbours: readonly (readonly number[])[];
}

/**
 * What a topology means for ranks on these nodes. Ranks on one node that follow each other share a place. Where
 * several shapes fit, the topology's own name comes first: two neighbours of a ring are a ring.
 */
export function layOutRanks(topology: TopologyView, nodes: readonly string[]): RankLayout {
  const areNext = adjacency(topology);
  const neighbours = nodes.map((node, rank) =>
    [...nodes.keys()].filter((peer) => peer !== rank && areNext(node, nodes[peer] as string)),
  );
  const places = nodes.filter((node, rank) => rank === 0 || node !== nodes[rank - 1]);
  const pairs = joinedPlaces(places, areNext);
  const names = [topology.name, "full", ...Object.keys(TOPOLOGIES)];
  const fitting = names.find((name) => pairsOf(name, places.length) === pairs);
  return { topology: fitting ?? "custom", neighbours };
}

function adjacency({ edges }: TopologyView): (a: string, b: string) => boolean {
  const joined = new Set(edges.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  return (a, b) => a === b || joined.has(`${a} ${b}`);
}

function joinedPlaces(
  places: readonly string[],
  areNext: (a: string, b: string) => boolean,
): string {
  const pairs = places.flatMap((node, a) =>
    [...places.keys()]
      .filter((b) => b > a && areNext(node, places[b] as string))
      .map((b) => [a, b]),
  );
  return textOf(pairs);
}

/** The pairs of a named shape; undefined where there is none for so many places. */
function pairsOf(name: string, places: number): string | undefined {
  if (!Object.hasOwn(TOPOLOGIES, name)) return undefined;
  const numbers = Array.from({ length: places }, (_, place) => `${place}`);
  try {
    return textOf(makeTopology({ name }, numbers).edges.map((pair) => pair.map(Number)));
  } catch (error) {
    if (error instanceof VnetosError && error.code === "impossible-route") return undefined;
    throw error;
  }
}

function textOf(pairs: readonly (readonly number[])[]): string {
  const texts = pairs.map(([a = 0, b = 0]) => (a < b ? `${a}-${b}` : `${b}-${a}`));
  return texts.sort().join(" ");
}
