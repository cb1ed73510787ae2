import type { KalmanFilter } from "./kalman-filter.ts";
import type { Measurement } from "./measurement.ts";

/** What the temperature was at one moment, and what three estimates say; degrees. */
export interface Estimate {
  readonly atMs: number;
  readonly truth: number;
  /** The mean of all readings. */
  readonly mean: number;
  /** The mean in which a better sensor counts more. */
  readonly weighted: number;
  /** That one, with what was known before. */
  readonly filtered: number;
}

export function estimate(
  atMs: number,
  truth: number,
  { count, sum, weight, weightedSum }: Measurement,
  filter: KalmanFilter,
): Estimate {
  const mean = sum / count / 100;
  const weighted = weightedSum / weight / 100;
  // The weights are reciprocal variances; that of the weighted mean is the reciprocal of their sum.
  const filtered = filter.update(weighted, 1 / weight);
  return { atMs, truth, mean, weighted, filtered };
}
