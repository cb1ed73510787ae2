import { allReduce, max, numberArgument, size, wholeArgument } from "vnetos";
import { myBand } from "./band.ts";
import { plate } from "./plate.ts";
import { report } from "./report.ts";
import { step } from "./step.ts";

const n = wholeArgument(0, "size", { standard: 24, least: Math.max(8, size), most: 200 });
const tolerance = numberArgument(1, "tolerance", { standard: 0.25, least: 0 });
const mostSteps = wholeArgument(2, "steps", { standard: 200, least: 1, most: 10_000 });

/** Looking at the change costs a message round: not after every step. */
const STEPS_BETWEEN_LOOKS = 10;

const band = myBand(n);
let rows = plate(n, band);
let steps = 0;
let change = Number.POSITIVE_INFINITY;

// All boards learn the same greatest change, so all of them stop after the same step.
while (steps < mostSteps && change > tolerance) {
  const next = step(rows, band);
  rows = next.rows;
  steps++;
  if (steps % STEPS_BETWEEN_LOOKS === 0 || steps === mostSteps)
    change = allReduce(next.change, max);
}
report(rows, steps, change);
