import { rank, size } from "vnetos";

/** Rows, and columns, of the largest square grid of boards: 8 boards make one of 2 x 2. */
export const side = Math.floor(Math.sqrt(size));

/** A board's neighbours in the grid, whose edges are joined: beyond the last column comes the first. */
export interface Grid {
  readonly left: number;
  readonly right: number;
  readonly up: number;
  readonly down: number;
}

/** This board's place in the grid; undefined beside it. */
export function theGrid(): Grid | undefined {
  if (rank >= side * side) return undefined;
  const row = Math.floor(rank / side);
  const column = rank % side;
  return {
    left: boardAt(row, column - 1),
    right: boardAt(row, column + 1),
    up: boardAt(row - 1, column),
    down: boardAt(row + 1, column),
  };
}

function boardAt(row: number, column: number): number {
  return ((row + side) % side) * side + ((column + side) % side);
}
