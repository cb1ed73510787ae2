import { rank, size } from "vnetos";

/** The rows of the plate that this board computes: `first` up to but not including `end`. */
export interface Band {
  readonly first: number;
  readonly end: number;
  /** The boards that have the rows beyond; undefined at the plate's edge. */
  readonly above: number | undefined;
  readonly below: number | undefined;
}

export function myBand(n: number): Band {
  return {
    first: Math.floor((n * rank) / size),
    end: Math.floor((n * (rank + 1)) / size),
    above: rank > 0 ? rank - 1 : undefined,
    below: rank < size - 1 ? rank + 1 : undefined,
  };
}
