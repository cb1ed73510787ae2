import { describe, expect, it } from "vitest";
import {
  checkPlan,
  makeTopology,
  planRoutes,
  type RoutePlan,
  TOPOLOGIES,
  type WiredBoard,
} from "#switch";

const wired = (boards: number): WiredBoard[] =>
  Array.from({ length: boards }, (_, board) => ({
    ...{ name: `b${board}`, address: board + 1 },
    switchPorts: [2 * board, 2 * board + 1] as const,
  }));

function planned(name: string, boards: number, down: { board: string; link?: 0 | 1 }[] = []) {
  const all = wired(boards);
  const { edges } = makeTopology(
    { name },
    all.map((board) => board.name),
  );
  return planRoutes({ boards: all, edges, down, ports: 2 * boards });
}

/** Boards that a frame passes from `from` to `to` when it takes path number `choice` everywhere. */
function walk(plan: RoutePlan, from: string, to: string, choice: number): string[] {
  const way = [from];
  while (way.at(-1) !== to) {
    const peer = plan.boards.get(way.at(-1) ?? "")?.peers.find((route) => route.name === to);
    const path = peer?.paths[choice % (peer?.paths.length || 1)];
    if (path === undefined || way.length > 20) throw new Error(`lost: ${way.join(" ")}`);
    way.push(`b${(path.label - 1) >> 1}`);
  }
  return way;
}

describe("routes", () => {
  it.each(Object.keys(TOPOLOGIES))(
    "of a %s reach everyone from everyone, whatever path is taken",
    (name) => {
      for (const boards of [1, 2, 4, 8, 16]) {
        const plan = planned(name, boards);
        expect(plan.unreachable).toEqual([]);
        for (let a = 0; a < boards; a += 1) {
          for (let b = 0; b < boards; b += 1) {
            for (const choice of [0, 1, 2, 3, 5, 7]) {
              if (a !== b) expect(walk(plan, `b${a}`, `b${b}`, choice).at(-1)).toBe(`b${b}`);
            }
          }
        }
      }
    },
  );

  it("between neighbours are four paths: own link × the neighbour's link", () => {
    const plan = planned("full", 8);
    const peer = plan.boards.get("b0")?.peers.find((route) => route.name === "b3");
    expect(peer).toEqual({
      ...{ address: 4, name: "b3" },
      paths: [
        { link: 0, label: 7 },
        { link: 0, label: 8 },
        { link: 1, label: 7 },
        { link: 1, label: 8 },
      ],
    });
    expect(plan.switch.rows[0]).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(plan.switch.labels[16]).toEqual([15]);
  });

  it("of equal length are spread over the neighbours that lie on them", () => {
    const first = new Map<number, number>();
    const plan = planned("hypercube", 8);
    for (const { peers } of plan.boards.values()) {
      for (const { paths } of peers) {
        const label = paths[0]?.label ?? 0;
        first.set(label, (first.get(label) ?? 0) + 1);
      }
    }
    expect(first.size).toBe(8);
    const opposite = plan.boards.get("b0")?.peers.find((route) => route.name === "b7");
    expect(new Set(opposite?.paths.map(({ label }) => (label - 1) >> 1))).toEqual(
      new Set([1, 2, 4]),
    );
  });

  it("go round what is down", () => {
    const plan = planned("ring", 6, [{ board: "b1" }, { board: "b5", link: 0 }]);
    expect(walk(plan, "b0", "b2", 0)).toEqual(["b0", "b5", "b4", "b3", "b2"]);
    expect(plan.boards.has("b1")).toBe(false);
    expect(plan.unreachable).toEqual([
      ["b0", "b1"],
      ["b1", "b2"],
      ["b1", "b3"],
      ["b1", "b4"],
      ["b1", "b5"],
    ]);
    const paths = [...plan.boards].flatMap(([name, { peers }]) =>
      peers.flatMap((peer) => peer.paths.map((path) => ({ name, ...path }))),
    );
    expect(paths.filter(({ label }) => label === 11)).toEqual([]);
    expect(paths.filter(({ name, link }) => name === "b5" && link === 0)).toEqual([]);
    expect(paths.filter(({ label }) => label === 12).length).toBeGreaterThan(0);
  });

  it("that would use a port twice, a port or an address out of range, are refused by name", () => {
    const [a, b] = wired(2) as [WiredBoard, WiredBoard];
    const plan = (second: Partial<WiredBoard>) => () =>
      planRoutes({ boards: [a, { ...b, ...second }], edges: [["b0", "b1"]] });
    expect(plan({ switchPorts: [1, 2] })).toThrow("switch port 1 is used twice, by b0 and b1");
    expect(plan({ switchPorts: [2, 16] })).toThrow("switch port 16 of b1 is out of range");
    expect(plan({ address: 1 })).toThrow("address 1 is used twice, by b0 and b1");
    expect(plan({ address: 255 })).toThrow("address 255 of b1");
    expect(plan({ name: "b0" })).toThrow("board name b0 is used twice");
    expect(plan({ name: "b2" })).toThrow("no board b1 is wired");
  });

  it("that the switch does not let through are found", () => {
    const boards = wired(3);
    const plan = planned("full", 3);
    const rows = plan.switch.rows.map((row, input) => (input === 2 ? [4, 5] : row));
    const bad = { ...plan, switch: { ...plan.switch, rows } };
    expect(() => checkPlan(boards, bad)).toThrow(
      "b1 to b0: the switch does not let label 1 from switch port 2",
    );
  });
});
