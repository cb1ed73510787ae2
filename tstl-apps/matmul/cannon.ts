import { type Grid, sendReceive, shift } from "vnetos/parallel";
import { type Matrix, multiplyAdd, zeros } from "./matrix.ts";

/**
 * Cannon, 1969: this board's block of the product. In every step each board multiplies the two blocks that it holds, then
 * the left factor's blocks go one board to the left and the right factor's one board up.
 */
export function cannon(grid: Grid, left: Matrix, right: Matrix): Matrix {
  const product = zeros(left.length);
  const [side] = grid.dims as [number, number];
  let a = left;
  let b = right;
  for (let step = 1; step <= side; step++) {
    multiplyAdd(product, a, b);
    if (step === side) break;
    a = passOn(a, grid, COLUMN);
    b = passOn(b, grid, ROW);
  }
  return product;
}

// The dimensions of the grid: which of its coordinates changes.
const ROW = 0;
const COLUMN = 1;

/** Gives the block to the board before this one along a dimension, and takes that of the board behind. */
function passOn(block: Matrix, grid: Grid, dimension: number): Matrix {
  const { from, to } = shift(grid, dimension, -1);
  return sendReceive(to as number, block, { from, on: grid }).value;
}
