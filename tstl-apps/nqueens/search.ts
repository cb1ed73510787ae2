import type { Board } from "./board.ts";

/** Tries all ways to place queens down to row `depth` (backtracking), and calls `found` for each that is reached. */
export function search(
  board: Board,
  depth: number,
  found: (queens: readonly number[]) => void,
): void {
  if (board.queens.length === depth) {
    found(board.queens);
    return;
  }
  for (let column = 0; column < board.n; column++) {
    if (!board.isFree(column)) continue;
    board.place(column);
    search(board, depth, found);
    board.takeBack();
  }
}
