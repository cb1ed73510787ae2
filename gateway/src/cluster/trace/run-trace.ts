import type { ClockReading, WorkerTrace } from "#nodes";

/** What a rank of a run has recorded. */
export interface RankTrace {
  readonly rank: number;
  readonly node: string;
  readonly worker: number | undefined;
  /** Absent: there is none, and `missing` says why. */
  readonly trace?: WorkerTrace | undefined;
  readonly missing?: string | undefined;
  /** How it ended, where that was not well. */
  readonly ended?: string | undefined;
}

/** The traces of a run's ranks, each in the time of its node. */
export interface RunTrace {
  readonly run: string;
  readonly name: string;
  readonly ranks: readonly RankTrace[];
  /** By node. */
  readonly clocks: ReadonlyMap<string, ClockReading>;
}
