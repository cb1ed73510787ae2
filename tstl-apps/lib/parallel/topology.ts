import type { Communicator } from "./communicator.ts";

/** A rank next to this one. */
export interface Neighbour {
  /** Its rank in the communicator. */
  readonly rank: number;
  /** Position of this rank, on that side, in the neighbour's own list. */
  readonly back: number;
}

/** A communicator whose ranks know who is next to whom. Made by `cartesian` or `graph`. */
export interface Topology extends Communicator {
  /** This rank's neighbours, in the order of `neighbourAllToAll`. */
  readonly neighbours: readonly Neighbour[];
}
