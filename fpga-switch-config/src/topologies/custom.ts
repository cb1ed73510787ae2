import { VnetosError } from "#protocol";
import { distinctEdges, type Edge } from "./edge.ts";

/**
 * Drawn by hand: pairs of board names; a pair that stands twice counts once.
 * Errors: impossible-route for a board that there is not, or one that is its own neighbour.
 */
export function custom(
  pairs: readonly (readonly [string, string])[],
  boards: readonly string[],
): readonly Edge[] {
  return distinctEdges(pairs.map(([a, b]) => edgeOf(a, b, boards)));
}

function edgeOf(a: string, b: string, boards: readonly string[]): Edge {
  if (a === b) {
    throw new VnetosError("impossible-route", `custom: ${a} cannot be its own neighbour`);
  }
  const unknown = [a, b].find((name) => !boards.includes(name));
  if (unknown !== undefined) {
    throw new VnetosError("impossible-route", `custom: no board ${unknown} (edge ${a} - ${b})`);
  }
  return [boards.indexOf(a), boards.indexOf(b)];
}
