import { Board } from "./board.ts";
import type { Opening } from "./openings.ts";
import { search } from "./search.ts";

export interface Count {
  readonly solutions: number;
  /** The first of them; empty when there is none. */
  readonly first: readonly number[];
}

/** Counts the solutions that begin with an opening. */
export function countFrom(n: number, opening: Opening): Count {
  const board = new Board(n);
  for (const column of opening) board.place(column);
  let solutions = 0;
  let first: number[] = [];
  search(board, n, (queens) => {
    if (solutions === 0) first = [...queens];
    solutions++;
  });
  return { solutions, first };
}
