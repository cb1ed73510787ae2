import type { Edge } from "./edge.ts";
import { rectangle } from "./rectangle.ts";

/** A rectangle, as square as can be, row by row; a prime number of boards is a line. */
export function mesh(boards: number): readonly Edge[] {
  const { columns } = rectangle(boards);
  return Array.from({ length: boards }, (_, board): Edge[] => {
    const right: Edge[] = (board + 1) % columns === 0 ? [] : [[board, board + 1]];
    const below: Edge[] = board + columns < boards ? [[board, board + columns]] : [];
    return [...right, ...below];
  }).flat();
}
