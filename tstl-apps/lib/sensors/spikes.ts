import { chanceAt, streamOf } from "./chance.ts";
import { checkChance, checkFinite } from "./check-number.ts";
import { type NoiseOptions, stepsOf } from "./noise.ts";
import type { Source } from "./source.ts";

/** How often, and how high. */
export interface SpikeOptions extends NoiseOptions {
  /** The probability of a spike in each step, 0..1. */
  readonly chance: number;
  /** Up or down by this much, one as likely as the other. */
  readonly height: number;
}

/**
 * 0, and now and then a spike. Add it to a source.
 *
 * @throws VnetosError `bad-request` for a wrong option.
 *
 * ```ts
 * const measured = add(temperature, spikes({ seed: 1, chance: 0.01, height: 50, everyMs: 100 }));
 * ```
 */
export function spikes(options: SpikeOptions): Source {
  const { seed, chance, height } = options;
  const stepOf = stepsOf("spikes", options);
  checkChance("spikes(chance)", chance);
  checkFinite("spikes(height)", height);
  const stream = streamOf(seed, 4);
  return (atMs) => {
    const step = stepOf(atMs);
    if (chanceAt(stream, step, 0) >= chance) return 0;
    return chanceAt(stream, step, 1) < 0.5 ? -height : height;
  };
}
