import { checkNotNegative } from "./check-number.ts";
import type { Point } from "./recording.ts";

/** What counts as a change. */
export interface ChangeOptions {
  /** The value is told when it is further than this from the one told last, 0 or more. */
  readonly delta: number;
}

/**
 * Of some samples the first, and then those whose value is more than `delta` away from the last one told: what a sensor
 * sends that wants to spare its battery.
 *
 * @param samples Any, one after the other: of `sampleEvery`, or a list.
 * @throws VnetosError `bad-request` for a wrong option, at the call.
 *
 * ```ts
 * const samples = sampleEvery(temperature, { everyMs: 100, forMs: 60_000 });
 * for (const { atMs, value } of changes(samples, { delta: 0.5 })) send(0, { atMs, value });
 * ```
 */
export function changes<S extends Point>(
  samples: Iterable<S>,
  { delta }: ChangeOptions,
): Iterable<S> {
  checkNotNegative("changes(delta)", delta);
  return watch(samples, delta);
}

function* watch<S extends Point>(samples: Iterable<S>, delta: number): Generator<S> {
  let last: number | undefined;
  for (const sample of samples) {
    if (last !== undefined && Math.abs(sample.value - last) <= delta) continue;
    last = sample.value;
    yield sample;
  }
}
