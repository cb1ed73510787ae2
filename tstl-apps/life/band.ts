import { rank, size } from "vnetos";

/** The rows of the world that this board keeps, `first` up to but not including `end`, and who has those beyond. */
export interface Band {
  readonly first: number;
  readonly end: number;
  readonly above: number;
  readonly below: number;
}

/** This board's band of `n` rows. The world is a torus: above the first band comes the last one. */
export function myBand(n: number): Band {
  return {
    first: Math.floor((n * rank) / size),
    end: Math.floor((n * (rank + 1)) / size),
    above: (rank + size - 1) % size,
    below: (rank + 1) % size,
  };
}
