import { size } from "vnetos";
import { cartesian, type Grid, group } from "vnetos/parallel";

/** Rows, and columns, of the largest square grid of boards: 8 boards make one of 2 x 2. */
export const side = Math.floor(Math.sqrt(size));

/** The grid, closed to a torus: left of the first column is the last one. Undefined on the boards beside it. */
export function theGrid(): Grid | undefined {
  const inside = group(Array.from({ length: side * side }, (_, rank) => rank));
  return inside.rank < 0 ? undefined : cartesian([side, side], { periodic: true, on: inside });
}
