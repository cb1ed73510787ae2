import { VnetosError } from "../vnetos-error.ts";
import { checkPositive } from "./check-number.ts";
import { type CsvOptions, type CsvTable, numbersOf, readCsv } from "./csv.ts";
import { type PlayOptions, type Point, recording } from "./recording.ts";
import type { Source } from "./source.ts";

/** Which columns to play, and how. */
export interface CsvRecordingOptions extends CsvOptions, PlayOptions {
  /** The column of the values. */
  readonly value: string;
  /** The column of the times; without one, rows are `everyMs` apart. */
  readonly time?: string | undefined;
  /** What 1 in the time column is, ms: 1000 for seconds. Default 1. */
  readonly unitMs?: number | undefined;
  /** From row to row, ms, where there is no time column. Default 1. */
  readonly everyMs?: number | undefined;
}

/**
 * Plays a column of a CSV text, for example one that was measured by a real sensor. Its first row is at time 0.
 *
 * @throws VnetosError `bad-request` that names the line, column or option that is wrong.
 *
 * ```ts
 * const greenhouse = csvRecording(readInput(), { time: "seconds", unitMs: 1000, value: "temperature", after: "loop" });
 * ```
 */
export function csvRecording(text: string, options: CsvRecordingOptions): Source {
  const table = readCsv(text, options);
  if (table.rows.length === 0) throw new VnetosError("bad-request", "csv: no row but the header");
  const values = numbersOf(table, options.value, options);
  const times = timesOf(table, options);
  const points: Point[] = values.map((value, i) => ({ atMs: times[i] as number, value }));
  return recording(points, options);
}

function timesOf(table: CsvTable, options: CsvRecordingOptions): number[] {
  const { time, unitMs = 1, everyMs = 1 } = options;
  checkPositive("csvRecording(unitMs)", unitMs);
  checkPositive("csvRecording(everyMs)", everyMs);
  if (time === undefined) return table.rows.map((_row, i) => i * everyMs);
  const written = numbersOf(table, time, options);
  written.forEach((at, i) => {
    if (i === 0 || at > (written[i - 1] as number)) return;
    const line = table.rows[i]?.line;
    const text = `csv line ${line}: time ${at} is not after ${written[i - 1]} of the row before`;
    throw new VnetosError("bad-request", text);
  });
  return written.map((at) => at * unitMs);
}
