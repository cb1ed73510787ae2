import type { Clock } from "./clock.ts";
import type { Source } from "./source.ts";

/** A value of a source at its moment. */
export interface Sample {
  /** When it was due, ms of the source's time; `value` is that of this moment. */
  readonly atMs: number;
  readonly value: number;
  /** How much later it was taken, ms. */
  readonly lateMs: number;
  /** Samples before it that were passed over because it was too late for them. */
  readonly missed: number;
}

/** Waits until a sample is due and takes it. `beganAt`: the clock's time that is the source's `startMs`. */
export function takeAt(
  source: Source,
  clock: Clock,
  { atMs, startMs, beganAt }: { atMs: number; startMs: number; beganAt: number },
): Sample {
  const due = beganAt + (atMs - startMs);
  const waitMs = due - clock.now();
  if (waitMs > 0) clock.sleep(waitMs);
  return { atMs, value: source(atMs), lateMs: Math.max(0, clock.now() - due), missed: 0 };
}
