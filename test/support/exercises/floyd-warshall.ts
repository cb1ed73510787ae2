import { expect } from "vitest";
import { mrg32k3a } from "../node-world-random.ts";
import type { Exercise, ExerciseCase, Outcome } from "./exercise.ts";

export const floydWarshall: Exercise = {
  name: "floyd-warshall",
  cases: [towns(32), towns(1), towns(2), towns(7)],
  refuses: [[["0"], "towns: 0 is no whole number from 1 to 2000"]],
};

type Roads = Map<number, number>;

function towns(count: number): ExerciseCase {
  const check = ({ lines }: Outcome) => expect(lines.flat()).toEqual(expectedLines(count));
  return { args: [String(count)], check };
}

function expectedLines(count: number): string[] {
  const roads = Array.from({ length: count }, (_, town) => roadsFrom(town, count));
  const lengths = roads.flatMap((_, town) => lengthsFrom(town, roads));
  return [
    `${lengths.length} of ${count * count} pairs of towns are joined`,
    `the longest way is ${Math.max(...lengths)}, all ways together are ${lengths.reduce((a, b) => a + b)}`,
  ];
}

function roadsFrom(town: number, count: number): Roads {
  const numbers = mrg32k3a(3, town);
  const draw = () => numbers.next().value as number;
  const roads: Roads = new Map();
  for (let road = 0; road < 3; road++) {
    const to = Math.floor(draw() * count);
    roads.set(to, 1 + Math.floor(draw() * 99));
  }
  return roads;
}

/** Dijkstra's algorithm: the shortest ways from one town to all that can be reached. */
function lengthsFrom(start: number, roads: readonly Roads[]): number[] {
  const open = new Map([[start, 0]]);
  const done = new Map<number, number>();
  while (open.size > 0) {
    const [town, length] = [...open].reduce((best, next) => (next[1] < best[1] ? next : best));
    open.delete(town);
    done.set(town, length);
    for (const [to, more] of roads[town] as Roads) {
      if (!done.has(to)) open.set(to, Math.min(open.get(to) ?? Infinity, length + more));
    }
  }
  return [...done.values()];
}
