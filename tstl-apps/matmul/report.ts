import { random, size } from "vnetos";
import { side } from "./grid.ts";
import { type Matrix, timesVector } from "./matrix.ts";

/** Prints where the product was computed, the product itself or its sums, and whether it is right. */
export function report(a: Matrix, b: Matrix, c: Matrix): void {
  console.log(`${side} x ${side} of ${size} boards`);
  if (c.length <= 8) for (const row of c) console.log(row.join(" "));
  const trace = c.reduce((sum, row, i) => sum + (row[i] as number), 0);
  const ones = c.map(() => 1);
  const total = timesVector(c, ones).reduce((sum, ofRow) => sum + ofRow);
  console.log(`${c.length} x ${c.length}: trace ${trace}, sum ${total}`);
  console.log(`Freivalds' check: ${agrees(a, b, c) ? "passed" : "FAILED"}`);
}

/** Freivalds, 1977: for random columns x of zeros and ones, is c x the same as a (b x)? A wrong c fails soon. */
function agrees(a: Matrix, b: Matrix, c: Matrix): boolean {
  const draw = random(1977);
  for (let trial = 0; trial < 5; trial++) {
    const x = c.map(() => (draw() < 0.5 ? 0 : 1));
    const expected = timesVector(a, timesVector(b, x));
    if (timesVector(c, x).some((value, i) => value !== expected[i])) return false;
  }
  return true;
}
