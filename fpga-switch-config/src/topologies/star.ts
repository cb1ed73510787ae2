import type { Edge } from "./edge.ts";

/** Board 0 in the middle, everyone else with it alone. */
export function star(boards: number): readonly Edge[] {
  return Array.from({ length: Math.max(0, boards - 1) }, (_, leaf): Edge => [0, leaf + 1]);
}
