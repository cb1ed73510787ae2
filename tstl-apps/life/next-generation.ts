import { type Grid, neighbourAllToAll } from "vnetos/parallel";
import type { Row } from "./row.ts";

/**
 * The rows of this board's band a generation later. The rows just outside the band (the halo) come from the boards above and
 * below in the ring, which get this band's first and last row.
 */
export function nextGeneration(rows: readonly Row[], ring: Grid): Row[] {
  const borders = [rows[0] as Row, rows[rows.length - 1] as Row];
  const [above, below] = neighbourAllToAll(borders, { on: ring }) as [Row, Row];
  return rows.map((row, y) => nextRow(rows[y - 1] ?? above, row, rows[y + 1] ?? below));
}

/** Conway's rules for one row: 3 neighbours make a cell live, 2 keep it as it is. */
function nextRow(above: Row, row: Row, below: Row): Row {
  const n = row.length;
  // How many of the three cells of a column are alive; the row's left and right ends are joined.
  const columns = row.map((cell, x) => (above[x] as number) + cell + (below[x] as number));
  return row.map((cell, x) => {
    const left = columns[(x + n - 1) % n] as number;
    const right = columns[(x + 1) % n] as number;
    const neighbours = left + (columns[x] as number) + right - cell;
    return neighbours === 3 || (neighbours === 2 && cell === 1) ? 1 : 0;
  });
}
