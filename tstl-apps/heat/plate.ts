import type { Block } from "vnetos/parallel";

/** The temperatures of a row, degrees. */
export type Row = number[];

export const HOT = 100;
export const COLD = 0;

/** A board's rows of a cold plate. */
export function plate(n: number, { start, end }: Block): Row[] {
  const rows: Row[] = [];
  for (let y = start; y < end; y++) rows.push(edgeRow(COLD, n));
  return rows;
}

/** What the plate touches: something hot along its upper edge, something cold along the others. */
export function edgeRow(temperature: number, n: number): Row {
  return Array.from({ length: n }, () => temperature);
}
