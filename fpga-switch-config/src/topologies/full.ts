import type { Edge } from "./edge.ts";

/** Everyone with everyone. */
export function full(boards: number): readonly Edge[] {
  return Array.from({ length: boards }, (_, a) =>
    Array.from({ length: boards - a - 1 }, (_, step): Edge => [a, a + step + 1]),
  ).flat();
}
