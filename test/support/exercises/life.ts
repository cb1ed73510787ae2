import { expect } from "vitest";
import { mrg32k3a } from "../node-world-random.ts";
import type { Exercise, ExerciseCase } from "./exercise.ts";

const CORNERS: Record<string, readonly (readonly [x: number, y: number])[]> = {
  glider: [
    [1, 0],
    [2, 1],
    [0, 2],
    [1, 2],
    [2, 2],
  ],
  acorn: [
    [2, 1],
    [4, 2],
    [1, 3],
    [2, 3],
    [5, 3],
    [6, 3],
    [7, 3],
  ],
};

export const life: Exercise = {
  name: "life",
  cases: [
    world("glider", 11, 44),
    world("glider", 16, 7),
    world("acorn", 13, 30),
    world("random", 8, 25),
    world("random", 21, 0),
  ],
  refuses: [
    [["gun"], "pattern: gun is none of glider, acorn, random"],
    [["acorn", "7"], "size: 7 is no whole number from 8 to 200"],
    [["acorn", "16", "-1"], "generations: -1 is no whole number from 0 to 10000"],
  ],
};

/** The cells that are alive, as y * n + x. */
type Living = ReadonlySet<number>;

function world(pattern: string, n: number, generations: number): ExerciseCase {
  const start = firstGeneration(pattern, n);
  let living = start;
  for (let i = 0; i < generations; i++) living = nextGeneration(living, n);
  const same = living.size === start.size && [...living].every((cell) => start.has(cell));
  const expected = [
    `at the start: ${start.size} alive`,
    ...picture(start, n),
    `after ${generations} generations: ${living.size} alive`,
    ...picture(living, n),
    same ? "the same as at the start" : "not as at the start",
  ];
  // A glider moves by one cell, down and right, in four generations.
  if (pattern === "glider" && generations === 4 * n) expect(same).toBe(true);
  return {
    args: [pattern, String(n), String(generations)],
    check: ({ lines: [first, ...others] }) => {
      expect(first).toEqual(expected);
      expect(others.flat()).toEqual([]);
    },
  };
}

function firstGeneration(pattern: string, n: number): Living {
  const corner = CORNERS[pattern];
  if (corner) return new Set(corner.map(([x, y]) => y * n + x));
  const living = new Set<number>();
  for (let y = 0; y < n; y++) {
    const numbers = mrg32k3a(1970, y);
    for (let x = 0; x < n; x++) if ((numbers.next().value as number) < 1 / 3) living.add(y * n + x);
  }
  return living;
}

/** Every living cell tells its eight neighbours; who is told three times lives, who is told twice stays. */
function nextGeneration(living: Living, n: number): Living {
  const told = new Map<number, number>();
  for (const cell of living) {
    const [x, y] = [cell % n, Math.floor(cell / n)];
    for (const dy of [n - 1, 0, 1]) {
      for (const dx of [n - 1, 0, 1]) {
        const neighbour = ((y + dy) % n) * n + ((x + dx) % n);
        if (neighbour !== cell) told.set(neighbour, (told.get(neighbour) ?? 0) + 1);
      }
    }
  }
  const lives = ([cell, times]: [number, number]) =>
    times === 3 || (times === 2 && living.has(cell));
  return new Set([...told].filter(lives).map(([cell]) => cell));
}

function picture(living: Living, n: number): string[] {
  return Array.from({ length: n }, (_, y) =>
    Array.from({ length: n }, (_, x) => (living.has(y * n + x) ? "#" : ".")).join(""),
  );
}
