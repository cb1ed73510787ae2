import { receiveFrom, send } from "vnetos";
import { type Grid, side } from "./grid.ts";
import { type Matrix, multiplyAdd, zeros } from "./matrix.ts";

/**
 * Cannon, 1969: this board's block of the product. In every step each board multiplies the two blocks that it holds, then
 * the left factor's blocks go one board to the left and the right factor's one board up.
 */
export function cannon(grid: Grid, left: Matrix, right: Matrix): Matrix {
  const product = zeros(left.length);
  let a = left;
  let b = right;
  for (let step = 1; step <= side; step++) {
    multiplyAdd(product, a, b);
    if (step === side) break;
    send(grid.left, a);
    a = receiveFrom<Matrix>(grid.right);
    send(grid.up, b);
    b = receiveFrom<Matrix>(grid.down);
  }
  return product;
}
