import { allReduce, max, numberArgument, rank, size, wholeArgument } from "vnetos";
import { blockOf, cartesian } from "vnetos/parallel";
import { plate } from "./plate.ts";
import { report } from "./report.ts";
import { step } from "./step.ts";

const n = wholeArgument(0, "size", { standard: 24, least: Math.max(8, size), most: 200 });
const tolerance = numberArgument(1, "tolerance", { standard: 0.25, least: 0 });
const mostSteps = wholeArgument(2, "steps", { standard: 200, least: 1, most: 10_000 });

/** Looking at the change costs a message round: not after every step. */
const STEPS_BETWEEN_LOOKS = 10;

// Each board keeps a band of rows. The boards are a line: the first and the last one have one neighbour only.
const line = cartesian([size]);
let rows = plate(n, blockOf(n, rank, size));
let steps = 0;
let change = Number.POSITIVE_INFINITY;

// All boards learn the same greatest change, so all of them stop after the same step.
while (steps < mostSteps && change > tolerance) {
  const next = step(rows, line);
  rows = next.rows;
  steps++;
  if (steps % STEPS_BETWEEN_LOOKS === 0 || steps === mostSteps)
    change = allReduce(next.change, max);
}
report(rows, steps, change);
