import { VnetosError } from "../vnetos-error.ts";
import { checkFinite } from "./check-number.ts";
import { boardClock, type Clock } from "./clock.ts";
import { type Sample, takeAt } from "./sample.ts";
import { type Source, type SourceLike, sourceOf } from "./source.ts";

/** By which clock to sample, and from when. */
export interface SampleAtOptions {
  /** The source's time now, ms. Default 0. */
  readonly startMs?: number | undefined;
  /** Default: the board's. */
  readonly clock?: Clock | undefined;
}

/**
 * Samples a source at given times, each later than the one before. A time that has passed already gives a late sample.
 *
 * @param timesMs Times of the source, ms.
 * @throws VnetosError `bad-request` for a wrong time, at the call.
 *
 * ```ts
 * for (const { atMs, value } of sampleAt(temperature, [0, 10, 100, 1000])) console.log(atMs, value);
 * ```
 */
export function sampleAt(
  source: SourceLike,
  timesMs: readonly number[],
  options: SampleAtOptions = {},
): Iterable<Sample> {
  const { startMs = 0, clock = boardClock } = options;
  checkFinite("sampleAt(startMs)", startMs);
  timesMs.forEach((atMs, i) => {
    checkFinite(`sampleAt(timesMs[${i}])`, atMs);
    if (i === 0 || atMs > (timesMs[i - 1] as number)) return;
    const text = `sampleAt(timesMs[${i}]): ${atMs} is not after ${timesMs[i - 1]}`;
    throw new VnetosError("bad-request", text);
  });
  return samples(sourceOf("sampleAt(source)", source), timesMs, startMs, clock);
}

function* samples(
  source: Source,
  timesMs: readonly number[],
  startMs: number,
  clock: Clock,
): Generator<Sample> {
  const beganAt = clock.now();
  for (const atMs of timesMs) yield takeAt(source, clock, { atMs, startMs, beganAt });
}
