import { mrg32k3a } from "../node-world-random.ts";

/** How many of `darts` darts, thrown with the numbers of this seed and stream, hit the quarter circle. */
export function hitsOf(seed: number, stream: number, darts: number): number {
  const numbers = mrg32k3a(seed, stream);
  const draw = () => numbers.next().value as number;
  let hits = 0;
  for (let i = 0; i < darts; i++) if (draw() ** 2 + draw() ** 2 < 1) hits++;
  return hits;
}
