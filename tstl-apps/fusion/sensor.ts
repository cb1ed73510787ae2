import { add, gaussianNoise, quantise, scale } from "vnetos/sensors";
import { temperature } from "./room.ts";

/** A thermometer. */
export interface Sensor {
  /** How much its word counts: 1 / deviation², in 1 / degree². A whole number. */
  readonly weight: number;
  /** What it shows, in whole hundredths of a degree. */
  read(atMs: number): number;
}

/** Standard deviations of good, fair and poor thermometers, degrees. */
const DEVIATIONS = [0.2, 0.5, 1];

/** Good, fair and poor ones take turns. Each has noise of its own, which follows from the seed. */
export function makeSensor(number: number, seed: number): Sensor {
  const deviation = DEVIATIONS[number % 3] as number;
  const noise = gaussianNoise({ seed: 64 * seed + number, deviation, everyMs: 1000 });
  return {
    weight: Math.round(1 / deviation ** 2),
    read: quantise(scale(add(temperature, noise), 100), 1),
  };
}
