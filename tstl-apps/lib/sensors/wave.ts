import { checkFinite, checkPositive } from "./check-number.ts";
import type { Source } from "./source.ts";

/** The form of a wave. */
export interface WaveOptions {
  /** Length of a period, ms, above 0. */
  readonly periodMs: number;
  /** How far it goes to both sides of `mean`. Default 1. */
  readonly amplitude?: number | undefined;
  /** The value in the middle. Default 0. */
  readonly mean?: number | undefined;
  /** Where in its period it begins: 0.25 is a quarter later. Default 0. */
  readonly phase?: number | undefined;
}

/** A wave of a given shape: `shape` gives -1..1 for each part of the period, 0..1. */
export function wave(call: string, options: WaveOptions, shape: (part: number) => number): Source {
  const { periodMs, amplitude = 1, mean = 0, phase = 0 } = options;
  checkPositive(`${call}(periodMs)`, periodMs);
  checkFinite(`${call}(amplitude)`, amplitude);
  checkFinite(`${call}(mean)`, mean);
  checkFinite(`${call}(phase)`, phase);
  return (atMs) => {
    const turns = atMs / periodMs + phase;
    return mean + amplitude * shape(turns - Math.floor(turns));
  };
}
