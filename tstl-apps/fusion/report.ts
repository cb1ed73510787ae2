import { saveFile } from "vnetos";
import type { Estimate } from "./estimate.ts";

/** Saves the whole course as a table, and prints how far each way to estimate was off. */
export function report(estimates: readonly Estimate[], readings: readonly number[][]): void {
  const header = (readings[0] ?? []).map((_, number) => `sensor ${number}`);
  const lines = [["seconds", "truth", "mean", "weighted", "filtered", ...header].join(",")];
  estimates.forEach(({ atMs, truth, mean, weighted, filtered }, step) => {
    const numbers = [truth, mean, weighted, filtered].map((degrees) => degrees.toFixed(4));
    const values = (readings[step] ?? []).map((hundredths) => (hundredths / 100).toFixed(2));
    lines.push([atMs / 1000, ...numbers, ...values].join(","));
  });
  saveFile("fusion.csv", `${lines.join("\n")}\n`);

  console.log(`${header.length} sensors, ${estimates.length} samples; off by (root mean square):`);
  const best = readings.map(
    (values, step) => (values[0] as number) / 100 - truthAt(estimates, step),
  );
  console.log(`  a good sensor alone  ${rootMeanSquare(best)} degrees`);
  console.log(`  mean of all          ${rootMeanSquare(estimates.map((e) => e.mean - e.truth))}`);
  console.log(
    `  weighted mean        ${rootMeanSquare(estimates.map((e) => e.weighted - e.truth))}`,
  );
  console.log(
    `  Kalman filter        ${rootMeanSquare(estimates.map((e) => e.filtered - e.truth))}`,
  );
}

function truthAt(estimates: readonly Estimate[], step: number): number {
  return (estimates[step] as Estimate).truth;
}

function rootMeanSquare(errors: readonly number[]): string {
  const squares = errors.reduce((sum, error) => sum + error * error, 0);
  return Math.sqrt(squares / errors.length).toFixed(4);
}
