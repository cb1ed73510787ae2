import { describe, expect, it } from "vitest";
import { describeTopology, makeTopology, TOPOLOGIES } from "#switch";

const names = (boards: number) => Array.from({ length: boards }, (_, board) => `b${board}`);
const edgesOf = (name: string, boards: number) => makeTopology({ name }, names(boards)).edges;

function degrees(name: string, boards: number): number[] {
  const count = new Map(names(boards).map((board) => [board, 0]));
  for (const board of edgesOf(name, boards).flat()) count.set(board, (count.get(board) ?? 0) + 1);
  return [...count.values()].sort((a, b) => a - b);
}

function reached(edges: readonly (readonly [string, string])[]): number {
  const seen = new Set(["b0"]);
  for (const from of seen) {
    for (const [a, b] of edges) {
      if (a === from) seen.add(b);
      if (b === from) seen.add(a);
    }
  }
  return seen.size;
}

describe.each(Object.keys(TOPOLOGIES))("%s", (name) => {
  it("joins all boards, no pair twice, nobody with itself, for every number that it can have", () => {
    for (let boards = 1; boards <= 16; boards += 1) {
      if (name === "hypercube" && !Number.isInteger(Math.log2(boards))) continue;
      const edges = edgesOf(name, boards);
      expect(reached(edges)).toBe(boards);
      expect(new Set(edges.map((edge) => [...edge].sort().join())).size).toBe(edges.length);
      expect(edges.every(([a, b]) => a !== b)).toBe(true);
    }
  });
});

it.each([
  ["ring", 8, 8, [2, 2, 2, 2, 2, 2, 2, 2]],
  ["ring", 2, 1, [1, 1]],
  ["mesh", 8, 10, [2, 2, 2, 2, 3, 3, 3, 3]],
  ["mesh", 9, 12, [2, 2, 2, 2, 3, 3, 3, 3, 4]],
  ["mesh", 7, 6, [1, 1, 2, 2, 2, 2, 2]],
  ["torus", 9, 18, [4, 4, 4, 4, 4, 4, 4, 4, 4]],
  ["torus", 8, 12, [3, 3, 3, 3, 3, 3, 3, 3]],
  ["torus", 5, 5, [2, 2, 2, 2, 2]],
  ["star", 8, 7, [1, 1, 1, 1, 1, 1, 1, 7]],
  ["tree", 7, 6, [1, 1, 1, 1, 2, 3, 3]],
  ["hypercube", 8, 12, [3, 3, 3, 3, 3, 3, 3, 3]],
  ["full", 8, 28, [7, 7, 7, 7, 7, 7, 7, 7]],
] as const)("%s of %i boards: %i edges", (name, boards, edges, expected) => {
  expect(edgesOf(name, boards)).toHaveLength(edges);
  expect(degrees(name, boards)).toEqual(expected);
});

it("refuses what cannot be, with the reason", () => {
  expect(() => edgesOf("hypercube", 6)).toThrow("hypercube wants a power of two, got 6 boards");
  expect(() => edgesOf("moebius", 6)).toThrow("no topology moebius: there are ring, mesh");
  expect(() => edgesOf("toString", 6)).toThrow("no topology toString");
  const custom = (edges: [string, string][]) => makeTopology({ name: "custom", edges }, names(3));
  expect(() => custom([["b0", "b9"]])).toThrow("no board b9");
  expect(() => custom([["b1", "b1"]])).toThrow("b1 cannot be its own neighbour");
  expect(
    custom([
      ["b2", "b0"],
      ["b0", "b2"],
    ]).edges,
  ).toEqual([["b0", "b2"]]);
});

it("is described as a table of steps", () => {
  const boards = names(4);
  const edges = [
    ["b0", "b1"],
    ["b1", "b2"],
  ] as const;
  expect(describeTopology(makeTopology({ name: "custom", edges }, boards), boards)).toBe(
    [
      "custom: 4 boards, 2 edges, longest way 2",
      "      b0 b1 b2 b3",
      "  b0  .  1  2  -",
      "  b1  1  .  1  -",
      "  b2  2  1  .  -",
      "  b3  -  -  -  .",
    ].join("\n"),
  );
});
