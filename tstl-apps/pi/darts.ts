import { random } from "vnetos";

/** Throws `count` darts at the unit square and counts those within the quarter circle. */
export function hitsInBlock(seed: number, block: number, count: number): number {
  const draw = random(seed, block);
  let hits = 0;
  for (let i = 0; i < count; i++) {
    const x = draw();
    const y = draw();
    if (x * x + y * y < 1) hits++;
  }
  return hits;
}
