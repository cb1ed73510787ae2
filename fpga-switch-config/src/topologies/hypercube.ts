import { VnetosError } from "#protocol";
import type { Edge } from "./edge.ts";

/** Neighbours differ in one bit of their numbers. Errors: impossible-route unless 1, 2, 4, 8 … boards. */
export function hypercube(boards: number): readonly Edge[] {
  const dimensions = Math.log2(boards);
  if (!Number.isInteger(dimensions)) {
    throw new VnetosError(
      "impossible-route",
      `hypercube wants a power of two, got ${boards} boards`,
    );
  }
  return Array.from({ length: boards }, (_, board) =>
    Array.from({ length: dimensions }, (_, bit): Edge => [board, board | (1 << bit)]),
  )
    .flat()
    .filter(([a, b]) => a !== b);
}
