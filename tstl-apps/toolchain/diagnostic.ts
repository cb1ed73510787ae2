/** A fault in an app's source, where its author can see and mend it. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** For example "TS2322" or "VN1004". */
  readonly code: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly message: string;
  readonly sourceLine: string;
  /** What to write instead. */
  readonly advice?: string | undefined;
}
