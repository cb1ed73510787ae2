import { checkChance } from "./check-number.ts";
import type { Source } from "./source.ts";
import { type WaveOptions, wave } from "./wave.ts";

/** The form of a square wave. */
export interface SquareOptions extends WaveOptions {
  /** The part of each period in which it is high, 0..1. Default 0.5. */
  readonly duty?: number | undefined;
}

/**
 * High, then low: `mean + amplitude` and `mean - amplitude`.
 *
 * ```ts
 * const door = square({ periodMs: 10_000, duty: 0.1, mean: 0.5, amplitude: 0.5 }); // 1 for a second, then 0 for nine
 * ```
 */
export function square(options: SquareOptions): Source {
  const { duty = 0.5 } = options;
  checkChance("square(duty)", duty);
  return wave("square", options, (part) => (part < duty ? 1 : -1));
}

/**
 * Up and down along straight lines; begins in the middle, upwards, as a sine.
 *
 * ```ts
 * const tide = triangle({ periodMs: 44_700, amplitude: 2 });
 * ```
 */
export function triangle(options: WaveOptions): Source {
  return wave("triangle", options, (part) => {
    if (part < 0.25) return 4 * part;
    return part < 0.75 ? 2 - 4 * part : 4 * part - 4;
  });
}

/**
 * Up along a straight line, then down at once: from `mean - amplitude` to `mean + amplitude`.
 *
 * ```ts
 * const tank = sawtooth({ periodMs: 5_000, mean: 50, amplitude: 50 });
 * ```
 */
export function sawtooth(options: WaveOptions): Source {
  return wave("sawtooth", options, (part) => 2 * part - 1);
}
