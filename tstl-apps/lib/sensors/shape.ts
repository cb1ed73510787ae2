import { VnetosError } from "../vnetos-error.ts";
import { checkFinite, checkPositive } from "./check-number.ts";
import { type Source, type SourceLike, sourceOf } from "./source.ts";

/**
 * A source times a number.
 *
 * ```ts
 * const inFahrenheit = add(scale(celsius, 1.8), 32);
 * ```
 */
export function scale(source: SourceLike, factor: number): Source {
  checkFinite("scale(factor)", factor);
  const value = sourceOf("scale(source)", source);
  return (atMs) => factor * value(atMs);
}

/**
 * A source `byMs` later (earlier, when negative).
 *
 * ```ts
 * const downstream = delay(upstream, 3_000);
 * ```
 */
export function delay(source: SourceLike, byMs: number): Source {
  checkFinite("delay(byMs)", byMs);
  const value = sourceOf("delay(source)", source);
  return (atMs) => value(atMs - byMs);
}

/**
 * A source in whole steps, as an analogue-to-digital converter gives it: the nearest multiple of `step`.
 *
 * ```ts
 * const tenBits = quantise(voltage, 3.3 / 1024);
 * ```
 */
export function quantise(source: SourceLike, step: number): Source {
  checkPositive("quantise(step)", step);
  const value = sourceOf("quantise(source)", source);
  return (atMs) => Math.floor(value(atMs) / step + 0.5) * step;
}

/**
 * A source that shows `low` below it and `high` above it.
 *
 * ```ts
 * const sensor = clip(temperature, -40, 85);
 * ```
 */
export function clip(source: SourceLike, low: number, high: number): Source {
  checkFinite("clip(low)", low);
  checkFinite("clip(high)", high);
  if (low > high) throw new VnetosError("bad-request", `clip(high): ${high} is below low ${low}`);
  const value = sourceOf("clip(source)", source);
  return (atMs) => Math.min(high, Math.max(low, value(atMs)));
}
