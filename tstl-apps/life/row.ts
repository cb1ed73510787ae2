/** The cells of a row: 1 is alive, 0 is dead. */
export type Row = number[];
