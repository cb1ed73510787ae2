import { gather } from "vnetos";
import type { Row } from "./plate.ts";

/** One character for each tenth of the way from cold to hot. */
const SHADES = " .:-=+*#%@";

/** Brings the plate together on rank 0 and prints it as a picture, with its mean temperature. */
export function report(rows: readonly Row[], steps: number, change: number): void {
  const bands = gather(rows);
  if (bands === undefined) return;
  const whole = bands.flat();
  for (const row of whole) console.log(row.map(shade).join(""));
  // Added up point by point, in the plate's order: the digits are the same on any number of boards.
  let total = 0;
  for (const row of whole) for (const temperature of row) total += temperature;
  const mean = total / (whole.length * whole.length);
  console.log(`${steps} steps, the last one changed at most ${change.toFixed(6)} degrees`);
  console.log(`mean temperature ${mean.toFixed(9)}`);
}

function shade(temperature: number): string {
  return SHADES.charAt(Math.min(9, Math.floor(temperature / 10)));
}
