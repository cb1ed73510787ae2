import { nodes } from "./world.ts";

/** A rank as messages name it: `rank 3 (b3)`. */
export function rankName(rank: number): string {
  return `rank ${rank} (${nodes[rank]})`;
}
