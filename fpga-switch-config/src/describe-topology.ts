import type { TopologyView } from "#protocol";
import { Graph } from "./graph.ts";

/**
 * A topology as text: who is whose neighbour, and how many steps it is to the others.
 *
 *   ring: 4 boards, 4 edges, longest way 2
 *         b0 b1 b2 b3
 *     b0  .  1  2  1
 */
export function describeTopology(topology: TopologyView, boards: readonly string[]): string {
  const graph = new Graph(boards, topology.edges);
  const width = Math.max(2, ...boards.map((name) => name.length)) + 1;
  const steps = (from: string, to: string) => graph.distancesTo(to).get(from);
  const cell = (from: string, to: string) => (from === to ? "." : String(steps(from, to) ?? "-"));
  const row = (name: string, cells: readonly string[]) =>
    `  ${name.padEnd(width)} ${cells.map((text) => text.padEnd(width)).join("")}`.trimEnd();
  const longest = Math.max(0, ...boards.flatMap((a) => boards.map((b) => steps(a, b) ?? 0)));
  const counts = `${count(boards.length, "board")}, ${count(topology.edges.length, "edge")}`;
  return [
    `${topology.name}: ${counts}, longest way ${longest}`,
    row("", boards),
    ...boards.map((from) =>
      row(
        from,
        boards.map((to) => cell(from, to)),
      ),
    ),
  ].join("\n");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
