import { describe, expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const IMPORTS = `
  import { allGather, balancedDims, cartesian, coordinatesOf, graph, group, neighbourAllGather, neighbourAllToAll, rankAt,
    receiveFrom, send, shift, split } from "vnetos/parallel";
  import { rank, size } from "vnetos";
  void [allGather, balancedDims, cartesian, coordinatesOf, graph, group, neighbourAllGather, neighbourAllToAll, rankAt];
  void [receiveFrom, send, shift, split, rank, size];
  const show = (value: unknown) => console.log(JSON.stringify(value));
  void show;`;

/** What the ranks have shown; all must have ended well. */
function shown(body: string, size: number): unknown[][] {
  const results = runWorld(compileText(`${IMPORTS}\n${body}`), { size });
  expect(results.map(({ end }) => end)).toEqual(Array(size).fill("ok"));
  return results.map(({ lines }) => lines.map((line) => JSON.parse(line)));
}

function endsOf(body: string, size: number): string[] {
  return runWorld(compileText(`${IMPORTS}\n${body}`), { size }).map(({ end }) => end);
}

describe("split", () => {
  it("numbers the ranks of a colour by key, then by rank, and splits again", () => {
    const all = shown(
      `const part = split(rank % 2, -rank);
       const pair = split(Math.floor(part.rank / 2), 0, { on: part });
       show([part.ranks, part.rank, allGather(rank, { on: part }), allGather(rank, { on: pair })]);`,
      7,
    );
    const [even, odd] = [
      [6, 4, 2, 0],
      [5, 3, 1],
    ];
    all.forEach(([line], rank) => {
      const part = rank % 2 === 0 ? even : odd;
      const at = part.indexOf(rank);
      const start = at - (at % 2);
      expect(line).toEqual([part, at, part, part.slice(start, start + 2)]);
    });
  });

  it("leaves out who gives no colour", () => {
    const all = shown(
      `const part = split(rank === 1 ? undefined : 5);
       show(part.rank < 0 ? "out" : allGather(rank, { on: part }));`,
      3,
    );
    expect(all).toEqual([[[0, 2]], ["out"], [[0, 2]]]);
  });
});

it("balancedDims factors sizes as equally as it can", () => {
  const [lines] = shown(
    `for (const [n, d] of [[1, 2], [7, 2], [12, 2], [16, 2], [24, 3], [8, 3], [36, 2], [30, 1]])
       show(balancedDims(n as number, d as number));`,
    1,
  );
  expect(lines).toEqual([[1, 1], [7, 1], [4, 3], [4, 4], [4, 3, 2], [2, 2, 2], [6, 6], [30]]);
});

/** A grid, plainly: who is one step away from a rank, in the library's order. */
function plainNeighbours(dims: readonly number[], periodic: boolean, rank: number): number[] {
  const places = dims.reduce((a, b) => a * b, 1);
  const strides = dims.map((_, i) => dims.slice(i + 1).reduce((a, b) => a * b, 1));
  return dims.flatMap((dim, i) =>
    [-1, 1].flatMap((step) => {
      const at = Math.floor(rank / (strides[i] as number)) % dim;
      const to = (at + step + dim) % dim;
      if (!periodic && to !== at + step) return [];
      return [(rank + (to - at) * (strides[i] as number) + places) % places];
    }),
  );
}

describe.each([
  { dims: [6], periodic: false },
  { dims: [6], periodic: true },
  { dims: [2, 3], periodic: true },
  { dims: [2, 3], periodic: false },
  { dims: [1, 4], periodic: true },
  { dims: [2, 2, 2], periodic: false },
])("a grid of $dims, periodic: $periodic", ({ dims, periodic }) => {
  const size = dims.reduce((a, b) => a * b, 1);

  it("knows places, neighbours and shifts", () => {
    const all = shown(
      `const grid = cartesian(${JSON.stringify(dims)}, { periodic: ${periodic} });
       const { from, to } = shift(grid, grid.dims.length - 1, 1);
       show([grid.neighbours.map((each) => each.rank), rankAt(grid, coordinatesOf(grid, rank)) ?? -1, from ?? -1, to ?? -1]);`,
      size,
    );
    all.forEach(([line], rank) => {
      const dim = dims.at(-1) as number;
      const next = (distance: number) => {
        const at = (rank % dim) + distance;
        if (!periodic && (at < 0 || at >= dim)) return -1;
        return rank - (rank % dim) + ((at + dim) % dim);
      };
      expect(line).toEqual([plainNeighbours(dims, periodic, rank), rank, next(-1), next(1)]);
    });
  });

  it("exchanges with each neighbour on the right side, even where two sides are one rank", () => {
    const all = shown(
      `const grid = cartesian(${JSON.stringify(dims)}, { periodic: ${periodic} });
       const out = grid.neighbours.map((to, side) => rank + ">" + to.rank + ":" + side);
       show(neighbourAllToAll(out, { on: grid }));
       show(neighbourAllGather(rank, { on: grid }));`,
      size,
    );
    const neighbours = all.map((_, rank) => plainNeighbours(dims, periodic, rank));
    all.forEach(([got, ranks], rank) => {
      expect(ranks).toEqual(neighbours[rank]);
      (got as string[]).forEach((text, side) => {
        const [, from, to, back] = /^(\d+)>(\d+):(\d+)$/.exec(text) ?? [];
        expect([Number(from), Number(to)]).toEqual([neighbours[rank]?.[side], rank]);
        // Opposite sides meet.
        expect(neighbours[Number(from)]?.[Number(back)]).toBe(rank);
        if (periodic) expect(Number(back)).toBe(side % 2 === 0 ? side + 1 : side - 1);
      });
    });
  });
});

it("a graph exchanges along its edges", () => {
  const edges = [[1, 2, 3], [0, 2], [0, 1], [0]];
  const all = shown(
    `const edges = ${JSON.stringify(edges)};
     const star = graph(edges[rank] as number[]);
     show(neighbourAllToAll(star.neighbours.map((to) => rank * 10 + to.rank), { on: star }));`,
    4,
  );
  all.forEach(([line], rank) => {
    expect(line).toEqual(edges[rank]?.map((from) => from * 10 + rank));
  });
});

const WRONG: [body: string, message: string][] = [
  ["cartesian([3, 3])", "cartesian(dims): 3 x 3 = 9 places for 4 ranks"],
  ["cartesian([0.5, 8])", "cartesian(dims): 0.5 is no whole number from 1"],
  ["shift(cartesian([4]), 1, 1)", "shift(dimension): 1 is out of range 0..0"],
  ["rankAt(cartesian([4]), [1, 2])", "rankAt(coordinates): 2 for 1 dimensions"],
  ["balancedDims(0, 2)", "balancedDims(size): 0 is no whole number from 1"],
  ["split(0.5)", "split(color): 0.5 is no whole number"],
  [
    "graph(rank === 0 ? [1] : [])",
    "graph(neighbours): rank 0 names rank 1, which does not name rank 0",
  ],
  [
    "neighbourAllToAll([1], { on: cartesian([4], { periodic: true }) })",
    "neighbourAllToAll(values): 1 values for 2 neighbours",
  ],
];

it.each(WRONG)("%s names the argument", (body, message) => {
  expect(endsOf(`${body};`, 4)).toEqual(Array(4).fill(`VnetosError: ${message}`));
});
