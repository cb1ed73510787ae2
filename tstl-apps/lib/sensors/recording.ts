import { VnetosError } from "../vnetos-error.ts";
import { checkFinite, checkPositive, checkWord } from "./check-number.ts";
import type { Source } from "./source.ts";

/** A value and when it was measured, ms. */
export interface Point {
  readonly atMs: number;
  readonly value: number;
}

/** How a recording is played. */
export interface PlayOptions {
  /** Between two points: along a `"line"`, or `"hold"` the earlier value. Default `"line"`. */
  readonly between?: "line" | "hold" | undefined;
  /** Behind the last point: `"hold"` its value, or `"loop"`: from the beginning again. Default `"hold"`. */
  readonly after?: "hold" | "loop" | undefined;
  /** Length of a loop, ms. Default: from first to last point and, back to the first, the last interval again. */
  readonly loopMs?: number | undefined;
}

/**
 * Plays points that were measured, the first of them at time 0. Before it, it holds the first value (or loops).
 *
 * @param points One or more, each later than the one before.
 * @throws VnetosError `bad-request` for a wrong argument.
 *
 * ```ts
 * const day = recording([{ atMs: 0, value: 11 }, { atMs: 100, value: 24 }, { atMs: 200, value: 15 }], { after: "loop" });
 * console.log(day(50)); // 17.5
 * ```
 */
export function recording(points: readonly Point[], options: PlayOptions = {}): Source {
  const { between = "line", after = "hold" } = options;
  checkWord("recording(between)", between, "line", "hold");
  checkWord("recording(after)", after, "hold", "loop");
  const track = trackOf(points);
  const { lengthMs } = track;
  const loopMs = options.loopMs ?? lengthMs + lastInterval(track);
  if (after === "loop") {
    checkPositive("recording(loopMs)", loopMs);
    if (loopMs < lengthMs) {
      const text = `recording(loopMs): ${loopMs} is less than the recording's ${lengthMs} ms`;
      throw new VnetosError("bad-request", text);
    }
  }
  return (atMs) => {
    const at = after === "loop" ? atMs - Math.floor(atMs / loopMs) * loopMs : atMs;
    return valueAt(track, at, between === "line", after === "loop" ? loopMs : undefined);
  };
}

interface Track {
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly lengthMs: number;
}

function trackOf(points: readonly Point[]): Track {
  if (points.length === 0) throw new VnetosError("bad-request", "recording(points): none is given");
  const begin = (points[0] as Point).atMs;
  const times: number[] = [];
  const values: number[] = [];
  points.forEach(({ atMs, value }, i) => {
    checkFinite(`recording(points[${i}].atMs)`, atMs);
    checkFinite(`recording(points[${i}].value)`, value);
    const before = times[i - 1];
    if (before !== undefined && atMs - begin <= before) {
      const text = `recording(points[${i}].atMs): ${atMs} is not after the point before it`;
      throw new VnetosError("bad-request", text);
    }
    times.push(atMs - begin);
    values.push(value);
  });
  return { times, values, lengthMs: times[times.length - 1] as number };
}

function lastInterval({ times, lengthMs }: Track): number {
  return times.length < 2 ? 1 : lengthMs - (times[times.length - 2] as number);
}

/** `loopMs`: when the first point comes again; undefined: never. */
function valueAt(track: Track, at: number, onLine: boolean, loopMs: number | undefined): number {
  const { times, values, lengthMs } = track;
  const last = times.length - 1;
  if (at <= 0) return values[0] as number;
  if (at >= lengthMs) {
    const end = values[last] as number;
    if (loopMs === undefined || !onLine || loopMs === lengthMs) return end;
    return between(at - lengthMs, loopMs - lengthMs, end, values[0] as number);
  }
  const i = lastNotAfter(times, at);
  const value = values[i] as number;
  if (!onLine) return value;
  const time = times[i] as number;
  return between(at - time, (times[i + 1] as number) - time, value, values[i + 1] as number);
}

function between(part: number, whole: number, from: number, to: number): number {
  return from + ((to - from) * part) / whole;
}

/** The last of the rising times that is not after `at`. */
function lastNotAfter(times: readonly number[], at: number): number {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((times[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
