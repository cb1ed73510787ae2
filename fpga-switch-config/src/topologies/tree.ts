import type { Edge } from "./edge.ts";

/** Board 0 is the root, board n hangs on board (n - 1) / 2: two below each. */
export function tree(boards: number): readonly Edge[] {
  return Array.from(
    { length: Math.max(0, boards - 1) },
    (_, child): Edge => [Math.floor(child / 2), child + 1],
  );
}
