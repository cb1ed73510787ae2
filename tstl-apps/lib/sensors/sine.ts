import type { Source } from "./source.ts";
import { type WaveOptions, wave } from "./wave.ts";

/**
 * A sine: 0, up, 0, down. Every machine computes the same digits (unlike `Math.sin`, whose last one differs).
 *
 * @throws VnetosError `bad-request` for a wrong option.
 *
 * ```ts
 * const temperature = sine({ periodMs: 60_000, mean: 20, amplitude: 3 });
 * console.log(temperature(15_000)); // 23
 * ```
 */
export function sine(options: WaveOptions): Source {
  return wave("sine", options, sineOf);
}

/** Sine of a part of a turn, 0..1. */
function sineOf(part: number): number {
  if (part >= 0.5) return -sineOf(part - 0.5);
  const quarter = part > 0.25 ? 0.5 - part : part;
  return quarter <= 0.125
    ? sineSeries(quarter * 2 * Math.PI)
    : cosineSeries((0.25 - quarter) * 2 * Math.PI);
}

// Taylor's series, exact to the last digits up to an eighth of a turn; sums and products only.

function sineSeries(angle: number): number {
  const square = angle * angle;
  let rest = 0;
  for (let n = 17; n >= 3; n -= 2) rest = (square / (n * (n - 1))) * (1 - rest);
  return angle - angle * rest;
}

function cosineSeries(angle: number): number {
  const square = angle * angle;
  let rest = 0;
  for (let n = 18; n >= 2; n -= 2) rest = (square / (n * (n - 1))) * (1 - rest);
  return 1 - rest;
}
