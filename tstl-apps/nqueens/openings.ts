import { Board } from "./board.ts";
import { search } from "./search.ts";

/** Columns of the queens in the first rows. */
export type Opening = readonly number[];

/** All openings of `depth` rows: the tasks. */
export function openings(n: number, depth: number): Opening[] {
  const found: Opening[] = [];
  search(new Board(n), depth, (queens) => found.push([...queens]));
  return found;
}
