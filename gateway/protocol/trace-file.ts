/** `GET /api/runs/{id}/trace`: a run's trace in the Trace Event Format, which Perfetto and chrome://tracing open. */

export type TraceArgs = Readonly<Record<string, string | number>>;

/** Times in microseconds, with fractions, from the first thing that was recorded. */
export type TraceEvent = { readonly pid: number; readonly tid: number } & (
  | { readonly ph: "M"; readonly name: string; readonly args: TraceArgs }
  | {
      /** A stretch of time. */
      readonly ph: "X";
      readonly name: string;
      readonly cat: string;
      readonly ts: number;
      readonly dur: number;
      readonly args: TraceArgs;
    }
  | {
      /** An arrow's beginning and end: from the stretch around the one to that around the other. */
      readonly ph: "s" | "f";
      readonly bp?: "e";
      readonly name: string;
      readonly cat: string;
      readonly id: number;
      readonly ts: number;
    }
  | { readonly ph: "C"; readonly name: string; readonly ts: number; readonly args: TraceArgs }
  | {
      readonly ph: "i";
      readonly s: "t";
      readonly name: string;
      readonly cat: string;
      readonly ts: number;
    }
);

/** What became of a rank's records. */
export interface TracedRank {
  readonly rank: number;
  readonly node: string;
  /** Records in this file. */
  readonly records: number;
  /** Older ones that had to make place. */
  readonly dropped: number;
  /** Why there are none. */
  readonly missing?: string;
}

export interface TraceFile {
  readonly traceEvents: readonly TraceEvent[];
  readonly displayTimeUnit: "ms";
  readonly otherData: {
    readonly program: string;
    readonly run: string;
    readonly ranks: readonly TracedRank[];
    /** How the nodes' clocks were put together: what was added to each, its uncertainty is half the round trip. */
    readonly clocks: readonly {
      readonly node: string;
      readonly offsetUs: number;
      readonly roundTripUs: number;
      /** Part of the offset: by so much the reading was corrected, so that no message comes before its sending. */
      readonly correctionUs: number;
    }[];
    /** Messages both ends of which are known: those have arrows. */
    readonly messages: number;
    /** Of them without an arrow, because the clocks drift: it would point back in time. */
    readonly backwards: number;
  };
}
