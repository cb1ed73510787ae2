import { gather, rank, reduce, size, wholeArgument } from "vnetos";
import { type Estimate, estimate } from "./estimate.ts";
import { KalmanFilter } from "./kalman-filter.ts";
import { join, type Measurement, measured } from "./measurement.ts";
import { report } from "./report.ts";
import { temperature } from "./room.ts";
import { makeSensor, type Sensor } from "./sensor.ts";

const sensors = wholeArgument(0, "sensors", { standard: 8, least: 1, most: 64 });
const steps = wholeArgument(1, "steps", { standard: 40, least: 1, most: 1000 });
const seed = wholeArgument(2, "seed", { standard: 1, least: 0, most: 1_000_000 });

/** Time from one sample to the next. */
const EVERY_MS = 1000;

// Every board has some of the sensors. It reads them in each step and sends one line on, however many they are.
const mine: Sensor[] = [];
for (let number = rank; number < sensors; number += size) mine.push(makeSensor(number, seed));

const filter = new KalmanFilter(EVERY_MS / 1000);
const readings: number[][] = [];
const estimates: Estimate[] = [];
for (let step = 0; step < steps; step++) {
  const atMs = step * EVERY_MS;
  const values = mine.map((sensor) => sensor.read(atMs));
  readings.push(values);
  const together = reduce<Measurement>(measured(mine, values), join);
  if (together !== undefined) estimates.push(estimate(atMs, temperature(atMs), together, filter));
}

const all = gather(readings);
if (all !== undefined) report(estimates, inOrder(all));

/** The readings of a step in the order of the sensors, as they were dealt out to the boards. */
function inOrder(boards: readonly number[][][]): number[][] {
  return estimates.map((_, step) => {
    const values: number[] = [];
    for (let number = 0; number < sensors; number++) {
      const board = boards[number % size] as number[][];
      values.push((board[step] as number[])[Math.floor(number / size)] as number);
    }
    return values;
  });
}
