import { type Chance, streamOf } from "./chance.ts";
import { checkNotNegative } from "./check-number.ts";
import { gaussAt } from "./gauss.ts";
import { type GaussianOptions, stepsOf } from "./noise.ts";
import type { Source } from "./source.ts";

/**
 * A random walk: 0 until time 0, and from there every `everyMs` a step of a normal distribution further. For drift that
 * has no memory of where it should be.
 *
 * Its value at step n takes about 2 log2 n numbers, not n: the walk is known at the powers of two, and between two known
 * places the place in the middle is normal around their mean (a Brownian bridge).
 *
 * @param options `deviation` is that of one step.
 * @throws VnetosError `bad-request` for a wrong option.
 *
 * ```ts
 * const drift = randomWalk({ seed: 7, deviation: 0.01, everyMs: 100 });
 * ```
 */
export function randomWalk(options: GaussianOptions): Source {
  const { seed, deviation } = options;
  const stepOf = stepsOf("randomWalk", options);
  checkNotNegative("randomWalk(deviation)", deviation);
  const stream = streamOf(seed, 3);
  return (atMs) => deviation * walkTo(stream, stepOf(atMs));
}

function walkTo(stream: Chance, step: number): number {
  if (step < 1) return 0;
  let low = 1;
  let atLow = gaussAt(stream, 1);
  for (; 2 * low <= step; low *= 2) atLow += Math.sqrt(low) * gaussAt(stream, 2 * low);
  if (low === step) return atLow;
  const atHigh = atLow + Math.sqrt(low) * gaussAt(stream, 2 * low);
  return bridge(stream, step, { low, atLow, high: 2 * low, atHigh });
}

interface Span {
  low: number;
  atLow: number;
  high: number;
  atHigh: number;
}

function bridge(stream: Chance, step: number, span: Span): number {
  let { low, atLow, high, atHigh } = span;
  for (;;) {
    const middle = (low + high) / 2;
    const deviation = Math.sqrt((high - low) / 4);
    const atMiddle = (atLow + atHigh) / 2 + deviation * gaussAt(stream, middle);
    if (middle === step) return atMiddle;
    if (middle < step) {
      low = middle;
      atLow = atMiddle;
    } else {
      high = middle;
      atHigh = atMiddle;
    }
  }
}
