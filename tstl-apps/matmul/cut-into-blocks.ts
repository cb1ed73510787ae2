import { size } from "vnetos";
import { side } from "./grid.ts";
import { type Matrix, zeros } from "./matrix.ts";

// Blocks are square and equal: where the matrix ends within one, it is filled up with zeros. They change no sum.

/**
 * The block of each rank, so that board (i, j) can begin to multiply: row i of blocks is turned i places to the left, or
 * column j of blocks j places up.
 */
export function cutIntoBlocks(matrix: Matrix, turned: "left" | "up"): Matrix[] {
  const edge = Math.ceil(matrix.length / side);
  const blocks: Matrix[] = [];
  for (let rank = 0; rank < size; rank++) {
    if (rank >= side * side) {
      blocks.push([]);
      continue;
    }
    const row = Math.floor(rank / side);
    const column = rank % side;
    const both = (row + column) % side;
    blocks.push(
      turned === "left" ? blockAt(matrix, row, both, edge) : blockAt(matrix, both, column, edge),
    );
  }
  return blocks;
}

function blockAt(matrix: Matrix, row: number, column: number, edge: number): Matrix {
  const block = zeros(edge);
  block.forEach((values, i) => {
    const source = matrix[row * edge + i] ?? [];
    for (let j = 0; j < edge; j++) values[j] = source[column * edge + j] ?? 0;
  });
  return block;
}

/** The matrix of `n` rows whose blocks these are, by rank and not turned. */
export function joinBlocks(blocks: readonly Matrix[], n: number): Matrix {
  const edge = Math.ceil(n / side);
  const matrix = zeros(n);
  matrix.forEach((values, i) => {
    for (let j = 0; j < n; j++) {
      const rank = Math.floor(i / edge) * side + Math.floor(j / edge);
      const row = (blocks[rank] as Matrix)[i % edge] as number[];
      values[j] = row[j % edge] as number;
    }
  });
  return matrix;
}
