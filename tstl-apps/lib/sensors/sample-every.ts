import { VnetosError } from "../vnetos-error.ts";
import { checkFinite, checkNotNegative, checkPositive } from "./check-number.ts";
import { boardClock, type Clock } from "./clock.ts";
import { type Sample, takeAt } from "./sample.ts";
import { type Source, type SourceLike, sourceOf } from "./source.ts";

/** When to sample. */
export interface SampleEveryOptions {
  /** From sample to sample, ms, above 0. */
  readonly everyMs: number;
  /** How many samples. Default: no end but that of `forMs`. */
  readonly count?: number | undefined;
  /** For how long, ms. Default: no end but that of `count`. */
  readonly forMs?: number | undefined;
  /** The source's time at the first sample, ms. Default 0. */
  readonly startMs?: number | undefined;
  /**
   * When the program has been busy for longer than an interval: `"all"`, the late samples come one after the other,
   * each with its `lateMs`; `"newest"`, only the last that is due comes, and its `missed` counts the others.
   * Default `"all"`.
   */
  readonly late?: "all" | "newest" | undefined;
  /** Default: the board's. */
  readonly clock?: Clock | undefined;
}

/**
 * Samples a source at a fixed rate, from now on. Each sample is due at its own multiple of `everyMs` after the first:
 * what one is late does not add to the next.
 *
 * @throws VnetosError `bad-request` for a wrong option, at the call.
 *
 * ```ts
 * for (const { atMs, value } of sampleEvery(temperature, { everyMs: 100, count: 50 })) {
 *   console.log(atMs, value);
 * }
 * ```
 */
export function sampleEvery(source: SourceLike, options: SampleEveryOptions): Iterable<Sample> {
  const { everyMs, count, forMs, startMs = 0, late = "all" } = options;
  checkPositive("sampleEvery(everyMs)", everyMs);
  if (count !== undefined) checkNotNegative("sampleEvery(count)", count);
  if (forMs !== undefined) checkNotNegative("sampleEvery(forMs)", forMs);
  checkFinite("sampleEvery(startMs)", startMs);
  if (late !== "all" && late !== "newest") {
    const text = `sampleEvery(late): "${late}" is neither "all" nor "newest"`;
    throw new VnetosError("bad-request", text);
  }
  const end = Math.min(
    count ?? Infinity,
    forMs === undefined ? Infinity : Math.ceil(forMs / everyMs),
  );
  const clock = options.clock ?? boardClock;
  return samples(sourceOf("sampleEvery(source)", source), {
    everyMs,
    end,
    startMs,
    skips: late === "newest",
    clock,
  });
}

interface Plan {
  readonly everyMs: number;
  readonly end: number;
  readonly startMs: number;
  readonly skips: boolean;
  readonly clock: Clock;
}

function* samples(source: Source, plan: Plan): Generator<Sample> {
  const { everyMs, end, startMs, skips, clock } = plan;
  const beganAt = clock.now();
  let next = 0;
  while (next < end) {
    const dueBy = Math.floor((clock.now() - beganAt) / everyMs);
    const missed = skips ? Math.max(0, Math.min(dueBy, end - 1) - next) : 0;
    const number = next + missed;
    const atMs = startMs + number * everyMs;
    const sample = takeAt(source, clock, { atMs, startMs, beganAt });
    next = number + 1;
    yield missed === 0 ? sample : { ...sample, missed };
  }
}
