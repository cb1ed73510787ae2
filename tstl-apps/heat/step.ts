import type { Grid } from "vnetos/parallel";
import { exchangeHalo } from "./exchange-halo.ts";
import { COLD, type Row } from "./plate.ts";

export interface Step {
  readonly rows: Row[];
  /** The greatest change of a temperature in this band, degrees. */
  readonly change: number;
}

/** One step of Jacobi's method: every point becomes the mean of its four neighbours. */
export function step(rows: readonly Row[], line: Grid): Step {
  const halo = exchangeHalo(rows, line);
  const next = rows.map((row, y) =>
    relaxed(rows[y - 1] ?? halo.above, row, rows[y + 1] ?? halo.below),
  );
  let change = 0;
  next.forEach((row, y) => {
    change = Math.max(change, greatestChange(rows[y] as Row, row));
  });
  return { rows: next, change };
}

function relaxed(above: Row, row: Row, below: Row): Row {
  const result: Row = [];
  for (let x = 0; x < row.length; x++) {
    const left = row[x - 1] ?? COLD;
    const right = row[x + 1] ?? COLD;
    result.push(((above[x] as number) + (below[x] as number) + left + right) / 4);
  }
  return result;
}

function greatestChange(before: Row, after: Row): number {
  let change = 0;
  for (let x = 0; x < after.length; x++) {
    change = Math.max(change, Math.abs((after[x] as number) - (before[x] as number)));
  }
  return change;
}
