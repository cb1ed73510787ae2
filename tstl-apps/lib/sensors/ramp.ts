import { VnetosError } from "../vnetos-error.ts";
import { checkFinite } from "./check-number.ts";
import type { Source } from "./source.ts";

/** From where to where, and when. */
export interface RampOptions {
  readonly from: number;
  readonly to: number;
  /** When it begins to change, ms. Default 0. */
  readonly startMs?: number | undefined;
  /** When it has arrived, ms; equal to `startMs` for a step. */
  readonly endMs: number;
}

/**
 * `from` until `startMs`, `to` from `endMs` on, a straight line between them.
 *
 * @throws VnetosError `bad-request` for a wrong option.
 *
 * ```ts
 * const heating = ramp({ from: 20, to: 80, startMs: 1000, endMs: 5000 });
 * ```
 */
export function ramp(options: RampOptions): Source {
  const { from, to, startMs = 0, endMs } = options;
  checkFinite("ramp(from)", from);
  checkFinite("ramp(to)", to);
  checkFinite("ramp(startMs)", startMs);
  checkFinite("ramp(endMs)", endMs);
  if (endMs < startMs) {
    throw new VnetosError("bad-request", `ramp(endMs): ${endMs} comes before startMs ${startMs}`);
  }
  return (atMs) => {
    if (atMs >= endMs) return to;
    if (atMs <= startMs) return from;
    return from + ((to - from) * (atMs - startMs)) / (endMs - startMs);
  };
}
