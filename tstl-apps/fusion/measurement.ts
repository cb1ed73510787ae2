import type { Sensor } from "./sensor.ts";

/**
 * What some sensors measured at one moment, in a form that can be joined with that of others. All of it is whole numbers:
 * so the sums are exact, and do not depend on the order in which boards are joined.
 */
export interface Measurement {
  readonly count: number;
  /** Sum of the readings, hundredths of a degree. */
  readonly sum: number;
  /** Sum of the weights. */
  readonly weight: number;
  /** Sum of each reading times its weight. */
  readonly weightedSum: number;
}

export function measured(sensors: readonly Sensor[], readings: readonly number[]): Measurement {
  let total: Measurement = { count: 0, sum: 0, weight: 0, weightedSum: 0 };
  sensors.forEach(({ weight }, i) => {
    const sum = readings[i] as number;
    total = join(total, { count: 1, sum, weight, weightedSum: weight * sum });
  });
  return total;
}

export function join(left: Measurement, right: Measurement): Measurement {
  return {
    count: left.count + right.count,
    sum: left.sum + right.sum,
    weight: left.weight + right.weight,
    weightedSum: left.weightedSum + right.weightedSum,
  };
}
