import { checkFinite, checkNotNegative } from "./check-number.ts";
import type { Point } from "./recording.ts";

/** Where the threshold is. */
export interface ThresholdOptions {
  /** At this value and above, the signal is high. */
  readonly level: number;
  /** It is low again only below `level - hysteresis`: noise around the level is no crossing. Default 0. */
  readonly hysteresis?: number | undefined;
}

/** A sample at which a signal has crossed its threshold. */
export type Crossing<S extends Point> = S & { readonly edge: "rise" | "fall" };

/**
 * Of some samples those at which the signal crosses a threshold. The first sample only tells on which side it begins.
 *
 * @param samples Any, one after the other: of `sampleEvery`, or a list.
 * @throws VnetosError `bad-request` for a wrong option, at the call.
 *
 * ```ts
 * const samples = sampleEvery(temperature, { everyMs: 100, forMs: 60_000 });
 * for (const { atMs, edge } of crossings(samples, { level: 30, hysteresis: 1 })) {
 *   console.log(edge === "rise" ? "fan on" : "fan off", atMs);
 * }
 * ```
 */
export function crossings<S extends Point>(
  samples: Iterable<S>,
  options: ThresholdOptions,
): Iterable<Crossing<S>> {
  const { level, hysteresis = 0 } = options;
  checkFinite("crossings(level)", level);
  checkNotNegative("crossings(hysteresis)", hysteresis);
  return watch(samples, level, level - hysteresis);
}

function* watch<S extends Point>(
  samples: Iterable<S>,
  high: number,
  low: number,
): Generator<Crossing<S>> {
  let begun = false;
  let isHigh = false;
  for (const sample of samples) {
    const was: boolean = isHigh;
    isHigh = was ? sample.value >= low : sample.value >= high;
    if (begun && isHigh !== was) yield { ...sample, edge: isHigh ? "rise" : "fall" };
    begun = true;
  }
}
