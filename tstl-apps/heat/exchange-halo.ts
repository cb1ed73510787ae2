import { receiveFrom, send } from "vnetos";
import { type Grid, shift } from "vnetos/parallel";
import { COLD, edgeRow, HOT, type Row } from "./plate.ts";

/** The two rows just outside a board's band. */
export interface Halo {
  readonly above: Row;
  readonly below: Row;
}

/** Gives the outermost rows to the neighbours and takes theirs; at the plate's edge, what the plate touches. */
export function exchangeHalo(rows: readonly Row[], line: Grid): Halo {
  const { from: above, to: below } = shift(line, 0, 1);
  const first = rows[0] as Row;
  const last = rows[rows.length - 1] as Row;
  // Sending first is safe: a row fits into the neighbour's queue, so nobody waits for somebody who waits.
  if (above !== undefined) send(above, first);
  if (below !== undefined) send(below, last);
  return {
    above: above === undefined ? edgeRow(HOT, first.length) : receiveFrom<Row>(above),
    below: below === undefined ? edgeRow(COLD, first.length) : receiveFrom<Row>(below),
  };
}
