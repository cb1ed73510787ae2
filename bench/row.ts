/** One line of the table. */
export interface Row {
  /** For scripts: stable. */
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Table 1 of the VNetOS paper, where it has such a line. */
  readonly paper?: string;
  /** `design/targets`, where there is one. */
  readonly target?: string;
}
