import { max, rank, reduce, size, sum, wholeArgument } from "vnetos";
import { farthest, makeBodies, move } from "./bodies.ts";
import { energyOf } from "./energy.ts";
import { pullOn } from "./pull.ts";
import { UNITS } from "./whole-units.ts";

const count = wholeArgument(0, "bodies", { standard: 96, least: 1, most: 10_000 });
const steps = wholeArgument(1, "steps", { standard: 20, least: 0, most: 1_000_000 });
const STEP_TIME = 0.01;

// Every rank keeps a block of bodies all the time; what travels is where they are.
const mine = makeBodies(
  Math.floor((count * rank) / size),
  Math.floor((count * (rank + 1)) / size),
  count,
);

const before = reduce(energyOf(mine), sum);
for (let step = 0; step < steps; step++) move(mine, pullOn(mine), STEP_TIME);
const after = reduce(energyOf(mine), sum);

const radius = reduce(farthest(mine), max);
if (before !== undefined && after !== undefined) {
  const [start, end] = [before / UNITS, after / UNITS];
  console.log(`energy ${start.toFixed(9)} at the start, ${end.toFixed(9)} after ${steps} steps`);
  console.log(`the farthest of ${count} bodies is ${radius} from the centre`);
}
