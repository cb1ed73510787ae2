import type { Communicator } from "./communicator.ts";
import { world } from "./everyone.ts";

/** The algorithm to use where the ranks of the world form a shape, by the shape's name. */
export type Suited<T> = Readonly<Record<string, T | undefined>>;

/**
 * The algorithm that suits the shape that the ranks of `on` form; undefined: none does better than the usual one, or
 * nobody knows the shape. All ranks get the same answer: the shape is that of the whole run.
 */
export function suitedAlgorithm<T>(byShape: Suited<T>, on: Communicator = world): T | undefined {
  const shape = __vnetos.topology;
  const suited = shape === undefined ? undefined : byShape[shape];
  return suited !== undefined && isAsWorld(on) ? suited : undefined;
}

/** All ranks, in their order: where they lie is known. */
function isAsWorld({ ranks, size }: Communicator): boolean {
  if (size !== world.size) return false;
  for (let i = 0; i < size; i++) if (ranks[i] !== i) return false;
  return true;
}
