import { chanceAt, streamOf } from "./chance.ts";
import { checkFinite, checkNotNegative, checkPositive, checkSeed } from "./check-number.ts";
import { gaussAt } from "./gauss.ts";
import type { Source } from "./source.ts";

/** What all noise has: a seed, and how often it changes. */
export interface NoiseOptions {
  /** A whole number, 0..2147483645: the same seed gives the same noise, on every board and at every run. */
  readonly seed: number;
  /** The noise has a new value every so many ms, above 0. Default 1. */
  readonly everyMs?: number | undefined;
}

/** The step that a moment lies in. */
export function stepsOf(call: string, options: NoiseOptions): (atMs: number) => number {
  const { seed, everyMs = 1 } = options;
  checkSeed(`${call}(seed)`, seed);
  checkPositive(`${call}(everyMs)`, everyMs);
  return (atMs) => Math.floor(atMs / everyMs);
}

/** How far a value lies from its mean. */
export interface GaussianOptions extends NoiseOptions {
  /** Standard deviation, 0 or more. */
  readonly deviation: number;
}

/**
 * Noise of a normal distribution with mean 0. Add it to a source.
 *
 * @throws VnetosError `bad-request` for a wrong option.
 *
 * ```ts
 * const measured = add(temperature, gaussianNoise({ seed: 42, deviation: 0.2 }));
 * ```
 */
export function gaussianNoise(options: GaussianOptions): Source {
  const { seed, deviation } = options;
  const stepOf = stepsOf("gaussianNoise", options);
  checkNotNegative("gaussianNoise(deviation)", deviation);
  const stream = streamOf(seed, 1);
  return (atMs) => deviation * gaussAt(stream, stepOf(atMs));
}

/** Between what the values lie. */
export interface UniformOptions extends NoiseOptions {
  readonly from: number;
  readonly to: number;
}

/**
 * Noise that is anywhere between `from` and `to`, everywhere as likely.
 *
 * @throws VnetosError `bad-request` for a wrong option.
 *
 * ```ts
 * const measured = add(level, uniformNoise({ seed: 42, from: -0.5, to: 0.5 }));
 * ```
 */
export function uniformNoise(options: UniformOptions): Source {
  const { seed, from, to } = options;
  const stepOf = stepsOf("uniformNoise", options);
  checkFinite("uniformNoise(from)", from);
  checkFinite("uniformNoise(to)", to);
  const stream = streamOf(seed, 2);
  return (atMs) => from + (to - from) * chanceAt(stream, stepOf(atMs), 0);
}
