import { distinctEdges, type Edge } from "./edge.ts";
import { rectangle } from "./rectangle.ts";

/** The mesh with its rows and columns closed to rings; a prime number of boards is one ring. */
export function torus(boards: number): readonly Edge[] {
  const { rows, columns } = rectangle(boards);
  const edges = Array.from({ length: boards }, (_, board): Edge[] => {
    const row = Math.floor(board / columns);
    const column = board % columns;
    const right = row * columns + ((column + 1) % columns);
    const below = ((row + 1) % rows) * columns + column;
    return [
      [board, right],
      [board, below],
    ];
  }).flat();
  return distinctEdges(edges.filter(([a, b]) => a !== b));
}
