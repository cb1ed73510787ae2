/**
 * Who shares a name. `"run"`: the ranks of this run that are on this board. `"board"`: every program on this board,
 * of any run; such a wait ends only by what it waits for, or by its time-out.
 */
export type Scope = "run" | "board";

/** With whom a name is shared. */
export interface SharingOptions {
  /** Default `"run"`. */
  readonly scope?: Scope | undefined;
}

/** What comes with a lock or a permit. */
export interface Acquired {
  /**
   * The worker that ended while it held this, for example `"rank 1 (b0/3)"`: what it was at may be half done.
   * Undefined: it was released in order.
   */
  readonly abandonedBy: string | undefined;
}
