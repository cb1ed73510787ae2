import { random } from "vnetos";
import type { Point } from "./point.ts";

/** Points are made in blocks of this many, each with random numbers of its own: so they do not depend on the ranks. */
export const BLOCK = 100;

const SEED = 5;

// Where the points crowd together, and how far they stray at most.
const CROWDS: readonly Point[] = [
  { x: 200, y: 250 },
  { x: 780, y: 200 },
  { x: 500, y: 500 },
  { x: 250, y: 800 },
  { x: 820, y: 760 },
];
const STRAY = 180;

/**
 * The points of blocks `start` up to `end`, of `count` in all. Their coordinates are whole numbers: sums of whole numbers
 * are the same in any order, those of fractions are not.
 */
export function makePoints(start: number, end: number, count: number): Point[] {
  const points: Point[] = [];
  for (let block = start; block < end; block++) {
    const draw = random(SEED, block);
    const stray = () => Math.floor((draw() + draw() + draw() - 1.5) * STRAY);
    for (let i = block * BLOCK; i < Math.min(count, (block + 1) * BLOCK); i++) {
      const crowd = CROWDS[Math.floor(draw() * CROWDS.length)];
      points.push({ x: crowd.x + stray(), y: crowd.y + stray() });
    }
  }
  return points;
}
