import { describe, expect, it } from "vitest";
import { layOutRanks, makeTopology, TOPOLOGIES } from "#switch";

const boards = (count: number) => Array.from({ length: count }, (_, board) => `b${board}`);

/** The shape of a run on `nodes` of eight boards. */
function shapeOn(name: string, nodes: readonly string[]): string {
  return layOutRanks(makeTopology({ name }, boards(8)), nodes).topology;
}

describe("the shape that ranks form", () => {
  it.each(Object.keys(TOPOLOGIES))("is %s where every board has one rank, in order", (name) => {
    expect(shapeOn(name, boards(8))).toBe(name);
  });

  it.each([
    ["full", ["b5", "b1", "b2"], "full"],
    ["ring", ["b0", "b1"], "ring"],
    ["ring", ["b0", "b1", "b2"], "mesh"],
    ["ring", ["b0", "b2"], "custom"],
    ["ring", ["b1", "b2", "b3", "b4", "b5", "b6", "b7", "b0"], "ring"],
    ["ring", ["b0", "b2", "b1", "b3", "b4", "b5", "b6", "b7"], "custom"],
    ["star", ["b0", "b4", "b6"], "star"],
    ["star", ["b1", "b2"], "custom"],
    ["tree", ["b1", "b3", "b4"], "tree"],
    ["hypercube", ["b0", "b1", "b3", "b2"], "ring"],
    ["hypercube", ["b0", "b1", "b2", "b3"], "hypercube"],
    ["tree", ["b6"], "tree"],
  ])("%s, on %j: %s", (name, nodes, shape) => {
    expect(shapeOn(name, nodes)).toBe(shape);
  });

  it("is that of the nodes where ranks on one node follow each other", () => {
    const twice = boards(8).flatMap((node) => [node, node]);
    expect(shapeOn("ring", twice)).toBe("ring");
    expect(shapeOn("ring", [...boards(8), ...boards(8)])).toBe("custom");
    expect(shapeOn("full", [...boards(8), ...boards(8)])).toBe("full");
  });

  it("is custom for a network drawn by hand, unless it is a known shape", () => {
    const drawn = (edges: [string, string][]) =>
      layOutRanks(makeTopology({ name: "custom", edges }, boards(4)), boards(4)).topology;
    expect(
      drawn([
        ["b0", "b1"],
        ["b1", "b2"],
        ["b1", "b3"],
      ]),
    ).toBe("custom");
    expect(
      drawn([
        ["b0", "b1"],
        ["b0", "b2"],
        ["b0", "b3"],
      ]),
    ).toBe("star");
  });
});

describe("neighbours", () => {
  it("are the ranks on the same node and on those next to it", () => {
    const ring = makeTopology({ name: "ring" }, boards(4));
    expect(layOutRanks(ring, ["b0", "b0", "b1", "b2"]).neighbours).toEqual([
      [1, 2],
      [0, 2],
      [0, 1, 3],
      [2],
    ]);
  });

  it("name each other", () => {
    const { neighbours } = layOutRanks(makeTopology({ name: "torus" }, boards(8)), boards(8));
    neighbours.forEach((own, rank) => {
      for (const peer of own) expect(neighbours[peer]).toContain(rank);
    });
  });
});
