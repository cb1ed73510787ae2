import { expect } from "vitest";
import { mrg32k3a } from "../node-world-random.ts";
import type { Exercise, ExerciseCase, Outcome } from "./exercise.ts";

export const kmeans: Exercise = {
  name: "kmeans",
  cases: [points(450, 4, 100), points(1_000, 5, 3), points(100, 1, 100), points(150, 12, 100)],
  refuses: [
    [["99"], "points: 99 is no whole number from 100 to 10000000"],
    [["1000", "0"], "clusters: 0 is no whole number from 1 to 100"],
    [["1000", "2", "0.5"], "rounds: 0.5 is no whole number from 1"],
  ],
};

type Point = readonly [x: number, y: number];

const CROWDS: readonly Point[] = [
  [200, 250],
  [780, 200],
  [500, 500],
  [250, 800],
  [820, 760],
];

function points(count: number, clusters: number, roundsMax: number): ExerciseCase {
  const check = ({ lines }: Outcome) => {
    expect(lines.flat()).toEqual(expectedLines(count, clusters, roundsMax));
  };
  return { args: [count, clusters, roundsMax].map(String), check };
}

function expectedLines(count: number, clusters: number, roundsMax: number): string[] {
  const all = Array.from({ length: Math.ceil(count / 100) }, (_, block) => blockOf(block))
    .flat()
    .slice(0, count);
  let centres = all.slice(0, clusters);
  let groups: Point[][] = [];
  let rounds = 0;
  for (let before = ""; rounds < roundsMax && before !== String(centres); rounds++) {
    before = String(centres);
    groups = centres.map((_, i) => all.filter((point) => nearest(point, centres) === i));
    centres = groups.map((group, i) => (group.length === 0 ? centres[i] : middle(group)) as Point);
  }
  return [
    `${count} points in ${clusters} clusters after ${rounds} rounds`,
    ...centres.map(
      ([x, y], i) => `${groups[i]?.length} points around (${x.toFixed(2)}, ${y.toFixed(2)})`,
    ),
  ];
}

function blockOf(block: number): Point[] {
  const numbers = mrg32k3a(5, block);
  const draw = () => numbers.next().value as number;
  const stray = () => Math.floor((draw() + draw() + draw() - 1.5) * 180);
  return Array.from({ length: 100 }, () => {
    const [x, y] = CROWDS[Math.floor(draw() * 5)] as Point;
    return [x + stray(), y + stray()];
  });
}

function nearest([x, y]: Point, centres: readonly Point[]): number {
  const squares = centres.map(([a, b]) => (a - x) ** 2 + (b - y) ** 2);
  return squares.indexOf(Math.min(...squares));
}

function middle(group: readonly Point[]): Point {
  const total = (axis: 0 | 1) => group.reduce((sum, point) => sum + point[axis], 0);
  return [total(0) / group.length, total(1) / group.length];
}
