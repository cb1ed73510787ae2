import { expect } from "vitest";
import { mrg32k3a } from "../node-world-random.ts";
import type { Exercise, ExerciseCase, Outcome } from "./exercise.ts";

export const nbody: Exercise = {
  name: "nbody",
  cases: [bodies(32, 3), bodies(7, 6), bodies(3, 2), bodies(1, 0)],
  refuses: [
    [["0"], "bodies: 0 is no whole number from 1 to 10000"],
    [["10", "-1"], "steps: -1 is no whole number from 0 to 1000000"],
  ],
};

/** A vector for each body. */
type Vectors = [x: number, y: number][];

const SOFTENING = 0.01;
const STEP_TIME = 0.01;

function bodies(count: number, steps: number): ExerciseCase {
  const check = ({ lines }: Outcome) => expect(lines.flat()).toEqual(expectedLines(count, steps));
  return { args: [String(count), String(steps)], check };
}

function expectedLines(count: number, steps: number): string[] {
  const places = Array.from({ length: count }, (_, body) => placeOf(body));
  const speeds: Vectors = places.map(([x, y]) => [-y / 2, x / 2]);
  const before = energyOf(places, speeds).toFixed(9);
  for (let step = 0; step < steps; step++) advance(places, speeds);
  const after = energyOf(places, speeds).toFixed(9);
  const radius = Math.max(...places.map(([x, y]) => Math.sqrt(x * x + y * y)));
  return [
    `energy ${before} at the start, ${after} after ${steps} steps`,
    `the farthest of ${count} bodies is ${radius} from the centre`,
  ];
}

/** The first place in the square that is within the circle. */
function placeOf(body: number): [number, number] {
  const numbers = mrg32k3a(1, body);
  const draw = () => 2 * (numbers.next().value as number) - 1;
  for (;;) {
    const [x, y] = [draw(), draw()];
    if (x * x + y * y <= 1) return [x, y];
  }
}

/** The sum of what is rounded to multiples of 2^-32, one by one: exact. */
function exactSum(values: readonly number[]): number {
  const units = values.reduce((sum, value) => sum + BigInt(Math.round(value * 2 ** 32)), 0n);
  return Number(units) / 2 ** 32;
}

/** All bodies, in the order of their numbers. */
function advance(places: Vectors, speeds: Vectors): void {
  const pulls = places.map(([x, y]) => {
    const terms = places.map(([otherX, otherY]) => {
      const [dx, dy] = [otherX - x, otherY - y];
      const square = dx * dx + dy * dy + SOFTENING;
      const factor = 1 / places.length / (square * Math.sqrt(square));
      return [dx * factor, dy * factor] as const;
    });
    return [0, 1].map((axis) => exactSum(terms.map((term) => term[axis] as number)));
  });
  speeds.forEach((speed, i) => {
    const place = places[i] as [number, number];
    for (const axis of [0, 1] as const) {
      speed[axis] += (pulls[i]?.[axis] as number) * STEP_TIME;
      place[axis] += speed[axis] * STEP_TIME;
    }
  });
}

/** Of motion, and of each pair; a pair has half of its energy at each end. */
function energyOf(places: Vectors, speeds: Vectors): number {
  const mass = 1 / places.length;
  const terms = speeds.map(([vx, vy]) => (mass * (vx * vx + vy * vy)) / 2);
  places.forEach(([x, y], i) => {
    places.forEach(([otherX, otherY], k) => {
      const [dx, dy] = [otherX - x, otherY - y];
      if (i !== k) terms.push(-(mass * mass) / Math.sqrt(dx * dx + dy * dy + SOFTENING) / 2);
    });
  });
  return exactSum(terms);
}
