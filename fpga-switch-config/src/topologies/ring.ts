import { distinctEdges, type Edge } from "./edge.ts";

/** Everyone with the next, the last with the first. Two boards: one pair; one board: none. */
export function ring(boards: number): readonly Edge[] {
  if (boards < 2) return [];
  return distinctEdges(
    Array.from({ length: boards }, (_, board): Edge => [board, (board + 1) % boards]),
  );
}
