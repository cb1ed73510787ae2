import type { Line } from "./line.ts";

/** Probes in a row without an answer that mark a path down. */
const MISSES_DOWN = 3;
/** Frames lost in a row that set a path aside until a probe comes back. */
const LOSSES_ASIDE = 8;

/** A way to other boards: one of the own links, and the label that the switch routes by. */
export class Path {
  readonly line: Line;
  readonly label: number;
  /** When data was last sent over it, ms. */
  usedAt = Number.NEGATIVE_INFINITY;
  /** When something sent over it was last known to have arrived, ms. */
  arrivedAt = Number.NEGATIVE_INFINITY;
  /** Of the probe that is under way. */
  probeId: number | undefined;
  #misses = 0;
  #lossesInRow = 0;

  constructor(line: Line, label: number) {
    this.line = line;
    this.label = label;
  }

  /** True: no frame is sent here while there is another way. */
  get isDown(): boolean {
    return this.#misses >= MISSES_DOWN || this.#lossesInRow >= LOSSES_ASIDE || !this.line.up;
  }

  works(now: number): void {
    this.arrivedAt = now;
    this.#misses = 0;
    this.#lossesInRow = 0;
  }

  /** A data frame was lost. True: that has set the path aside; a probe should find out at once. */
  loses(): boolean {
    this.#lossesInRow += 1;
    return this.#lossesInRow === LOSSES_ASIDE;
  }

  probeMissed(): void {
    this.#misses += 1;
  }
}
