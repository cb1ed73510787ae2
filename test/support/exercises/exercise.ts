/** A file that a rank has sent to the person who started the run. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What a run left behind; every rank has ended well. Rank i ran on node b{i}. */
export interface Outcome {
  readonly size: number;
  /** What each rank has printed, line by line. */
  readonly lines: readonly (readonly string[])[];
  readonly files: readonly SavedFile[];
}

/** One way to call an exercise, and what must come of it on any number of ranks. */
export interface ExerciseCase {
  readonly args: readonly string[];
  /** Standard input of rank 0. */
  readonly input?: string;
  /** Compares with a computation of its own: nothing of the app is used. */
  readonly check: (outcome: Outcome) => void;
}

/** A folder of tstl-apps, and how its results are known to be right. */
export interface Exercise {
  readonly name: string;
  /** The first also runs on a cluster: small enough for half a second on one board. */
  readonly cases: readonly [ExerciseCase, ...ExerciseCase[]];
  /** Wrong arguments, and the error that names the argument. */
  readonly refuses: readonly (readonly [args: readonly string[], error: string])[];
}

/** The numbers of ranks on which every exercise gives its result. */
export const SIZES = [1, 2, 3, 5, 8] as const;
