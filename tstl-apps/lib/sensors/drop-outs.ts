import { VnetosError } from "../vnetos-error.ts";
import { chanceAt, streamOf } from "./chance.ts";
import { checkChance, checkFinite, checkPositive, checkWord } from "./check-number.ts";
import { type NoiseOptions, stepsOf } from "./noise.ts";
import { type Source, type SourceLike, sourceOf } from "./source.ts";

/** How often, for how long, and what is read meanwhile. */
export interface DropOutOptions extends NoiseOptions {
  /** The probability that one begins in a step, 0..1. */
  readonly chance: number;
  /** How long each lasts, ms, above 0, at most 1000 steps. Default: a step. */
  readonly lengthMs?: number | undefined;
  /** What the sensor shows meanwhile: a number, or the value at which it was stuck. Default 0. */
  readonly reads?: number | "stuck" | undefined;
}

const MOST_STEPS = 1000;

/**
 * A source that fails now and then: a loose contact, a sensor that hangs.
 *
 * @throws VnetosError `bad-request` for a wrong option.
 *
 * ```ts
 * const shaky = dropOuts(temperature, { seed: 3, chance: 0.02, everyMs: 100, lengthMs: 500, reads: "stuck" });
 * ```
 */
export function dropOuts(source: SourceLike, options: DropOutOptions): Source {
  const { seed, everyMs = 1, chance, lengthMs = everyMs, reads = 0 } = options;
  const stepOf = stepsOf("dropOuts", options);
  checkChance("dropOuts(chance)", chance);
  checkPositive("dropOuts(lengthMs)", lengthMs);
  if (typeof reads === "number") checkFinite("dropOuts(reads)", reads);
  else checkWord("dropOuts(reads)", reads, "stuck");
  const length = Math.ceil(lengthMs / everyMs);
  if (length > MOST_STEPS) {
    const text = `dropOuts(lengthMs): ${lengthMs} is more than ${MOST_STEPS} steps of ${everyMs} ms`;
    throw new VnetosError("bad-request", text);
  }
  const stream = streamOf(seed, 5);
  const value = sourceOf("dropOuts(source)", source);
  return (atMs) => {
    const step = stepOf(atMs);
    for (let begin = step - length + 1; begin <= step; begin++) {
      if (chanceAt(stream, begin, 0) >= chance) continue;
      return reads === "stuck" ? value(begin * everyMs) : reads;
    }
    return value(atMs);
  };
}
