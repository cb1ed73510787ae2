import { expect } from "vitest";
import { runWorld } from "../node-world.ts";
import { compileText } from "../node-world-compile.ts";
import type { Exercise, ExerciseCase, Outcome } from "./exercise.ts";
import { kalman } from "./kalman.ts";

export const fusion: Exercise = {
  name: "fusion",
  cases: [fused(6, 20, 3), fused(1, 5, 1), fused(8, 40, 1), fused(13, 1, 9)],
  refuses: [
    [["0"], "sensors: 0 is no whole number from 1 to 64"],
    [["8", "1001"], "steps: 1001 is no whole number from 1 to 1000"],
    [["8", "40", "-3"], "seed: -3 is no whole number from 0 to 1000000"],
  ],
};

interface Row {
  readonly truth: number;
  readonly mean: number;
  readonly weighted: number;
  readonly filtered: number;
  readonly readings: readonly number[];
}

const deviationOf = (sensor: number) => [0.2, 0.5, 1][sensor % 3] as number;
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

function fused(sensors: number, steps: number, seed: number): ExerciseCase {
  return {
    args: [sensors, steps, seed].map(String),
    check: (outcome) => {
      const rows = readTable(outcome, sensors, steps);
      expect(rows.map(({ readings }) => readings)).toEqual(readingsOf(sensors, steps, seed));
      const expected = estimatesOf(rows.map(({ readings }) => readings));
      rows.forEach((row, step) => {
        checkRow(row, expected[step] as Estimate, step);
      });
      checkLines(outcome, rows, expected);
    },
  };
}

/** The same sensors, all on one board. */
function readingsOf(sensors: number, steps: number, seed: number): number[][] {
  const program = compileText(`import { args } from "vnetos";
    import { gaussianNoise, sine } from "vnetos/sensors";
    const [sensors, steps, seed] = args.map(Number) as [number, number, number];
    const room = sine({ periodMs: 120000, mean: 20, amplitude: 2 });
    for (let step = 0; step < steps; step++) {
      const values = [];
      for (let sensor = 0; sensor < sensors; sensor++) {
        const deviation = [0.2, 0.5, 1][sensor % 3] as number;
        const noise = gaussianNoise({ seed: 64 * seed + sensor, deviation, everyMs: 1000 });
        values.push(Math.round(100 * (room(1000 * step) + noise(1000 * step))));
      }
      console.log(values.join(" "));
    }`);
  const [first] = runWorld(program, { size: 1, args: [sensors, steps, seed].map(String) });
  expect(first?.end).toBe("ok");
  return (first?.lines ?? []).map((line) => line.split(" ").map((value) => Number(value) / 100));
}

function readTable({ files }: Outcome, sensors: number, steps: number): Row[] {
  expect(files.map(({ name }) => name)).toEqual(["fusion.csv"]);
  const [header, ...lines] = (files[0]?.bytes.toString() ?? "").trimEnd().split("\n");
  const names = Array.from({ length: sensors }, (_, sensor) => `sensor ${sensor}`);
  expect(header).toBe(["seconds", "truth", "mean", "weighted", "filtered", ...names].join(","));
  expect(lines).toHaveLength(steps);
  return lines.map((line, step) => {
    const [seconds, ...numbers] = line.split(",").map(Number);
    expect(seconds).toBe(step);
    const [truth, mean, weighted, filtered, ...readings] = numbers as [
      number,
      number,
      number,
      number,
    ];
    return { truth, mean, weighted, filtered, readings };
  });
}

type Estimate = Pick<Row, "mean" | "weighted" | "filtered">;

function estimatesOf(steps: readonly (readonly number[])[]): Estimate[] {
  const filter = kalman();
  return steps.map((readings) => {
    const weights = readings.map((_, sensor) => 1 / deviationOf(sensor) ** 2);
    const weighted = sumOf(readings.map((value, i) => value * (weights[i] as number)));
    const measured = weighted / sumOf(weights);
    const mean = sumOf(readings) / readings.length;
    return { mean, weighted: measured, filtered: filter(measured, 1 / sumOf(weights)) };
  });
}

function checkRow(row: Row, expected: Estimate, step: number): void {
  const truth = 20 + 2 * Math.sin((2 * Math.PI * step) / 120);
  expect(row.truth).toBeCloseTo(truth, 3);
  expect(row.mean).toBeCloseTo(expected.mean, 3);
  expect(row.weighted).toBeCloseTo(expected.weighted, 3);
  expect(row.filtered).toBeCloseTo(expected.filtered, 3);
  row.readings.forEach((value, sensor) => {
    expect(Math.abs(value - truth)).toBeLessThan(5 * deviationOf(sensor));
  });
  // No estimate is off by more than five of the weighted mean's standard deviations.
  const weight = sumOf(row.readings.map((_, sensor) => 1 / deviationOf(sensor) ** 2));
  expect(Math.abs(row.weighted - truth)).toBeLessThan(5 / Math.sqrt(weight));
  expect(Math.abs(row.filtered - truth)).toBeLessThan(5 / Math.sqrt(weight));
}

function checkLines(
  { lines: [first = [], ...others] }: Outcome,
  rows: Row[],
  all: Estimate[],
): void {
  expect(others.flat()).toEqual([]);
  const sensors = rows[0]?.readings.length;
  expect(first[0]).toBe(`${sensors} sensors, ${rows.length} samples; off by (root mean square):`);
  const columns = [
    rows.map(({ readings }) => readings[0] as number),
    all.map(({ mean }) => mean),
    all.map(({ weighted }) => weighted),
    all.map(({ filtered }) => filtered),
  ];
  const printed = first.slice(1).map((line) => Number(/ (\d+\.\d{4})( degrees)?$/.exec(line)?.[1]));
  const off = columns.map((column) =>
    Math.sqrt(sumOf(column.map((value, i) => (value - (rows[i]?.truth ?? 0)) ** 2)) / rows.length),
  );
  expect(printed).toHaveLength(4);
  printed.forEach((value, i) => {
    expect(value).toBeCloseTo(off[i] as number, 3);
  });
  const [alone, , weighted, filtered] = off as [number, number, number, number];
  // With few samples chance decides; with many, the filter beats the weighted mean, and that one beats a good sensor.
  if (rows.length < 40) return;
  expect(weighted).toBeLessThan(alone);
  expect(filtered).toBeLessThan(weighted);
}
