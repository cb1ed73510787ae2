import { max, rank, reduce, size, sum, wholeArgument } from "vnetos";
import { blockOf } from "vnetos/parallel";
import { farthest, makeBodies, move } from "./bodies.ts";
import { energyOf } from "./energy.ts";
import { pullOn } from "./pull.ts";
import { UNITS } from "./whole-units.ts";

const count = wholeArgument(0, "bodies", { standard: 96, least: 1, most: 10_000 });
const steps = wholeArgument(1, "steps", { standard: 20, least: 0, most: 1_000_000 });
const STEP_TIME = 0.01;

// Every rank keeps a block of bodies all the time; what travels is where they are.
const { start, end } = blockOf(count, rank, size);
const mine = makeBodies(start, end, count);

const before = reduce(energyOf(mine), sum);
for (let step = 0; step < steps; step++) move(mine, pullOn(mine), STEP_TIME);
const after = reduce(energyOf(mine), sum);

const radius = reduce(farthest(mine), max);
if (before !== undefined && after !== undefined) {
  const [first, last] = [before / UNITS, after / UNITS];
  console.log(`energy ${first.toFixed(9)} at the start, ${last.toFixed(9)} after ${steps} steps`);
  console.log(`the farthest of ${count} bodies is ${radius} from the centre`);
}
