import type { BoardHost } from "../host.ts";

/** Something that runs in slices. */
export interface Runnable {
  /** Time is shared evenly between boards, then between the runnables of each. */
  readonly board: object;
  /** Runs until `deadline` of the clock, ms. True: it wants to run on. */
  slice(deadline: number): boolean;
}

interface Share {
  /** CPU time that the board has had, ms; lifted when it comes back from a pause. */
  used: number;
  readonly queue: Runnable[];
}

/**
 * Runs the workers of all boards of one thread. Between turns the host serves its sockets and timers.
 * A board that is new or was idle starts level with the others: pauses are not saved up.
 */
export class Scheduler {
  private readonly host: Pick<BoardHost, "now" | "soon">;
  private readonly sliceMs: number;
  private readonly shares = new Map<object, Share>();
  private scheduled = false;
  private level = 0;

  /** `sliceMs`: longest that one worker runs before the next has its turn. */
  constructor(host: Pick<BoardHost, "now" | "soon">, sliceMs = 3) {
    this.host = host;
    this.sliceMs = sliceMs;
  }

  /** The runnable wants to run. It must not be waiting for its turn already. */
  add(runnable: Runnable): void {
    this.enqueue(runnable);
    if (this.scheduled) return;
    this.scheduled = true;
    this.host.soon(this.turn);
  }

  remove(runnable: Runnable): void {
    const share = this.shares.get(runnable.board);
    const at = share?.queue.indexOf(runnable) ?? -1;
    if (at >= 0) share?.queue.splice(at, 1);
    if (share?.queue.length === 0) this.shares.delete(runnable.board);
  }

  private enqueue(runnable: Runnable): void {
    const share = this.shares.get(runnable.board);
    if (share) share.queue.push(runnable);
    else this.shares.set(runnable.board, { used: this.level, queue: [runnable] });
  }

  /** One slice, or several short ones: about as long as a slice may be. */
  private readonly turn = (): void => {
    this.scheduled = false;
    const end = this.host.now() + this.sliceMs;
    do {
      const share = this.leastServed();
      if (!share) return;
      this.runOne(share);
    } while (this.host.now() < end);
    if (this.shares.size === 0 || this.scheduled) return;
    this.scheduled = true;
    this.host.soon(this.turn);
  };

  private leastServed(): Share | undefined {
    let least: Share | undefined;
    for (const share of this.shares.values())
      if (share.queue.length > 0 && (!least || share.used < least.used)) least = share;
    return least;
  }

  private runOne(share: Share): void {
    const runnable = share.queue.shift() as Runnable;
    const start = this.host.now();
    this.level = Math.max(this.level, share.used);
    const goesOn = runnable.slice(start + this.sliceMs);
    share.used += this.host.now() - start;
    if (goesOn) this.enqueue(runnable);
    else if (share.queue.length === 0) this.retire(runnable.board, share);
  }

  /** A board without work is forgotten; when it comes back it starts at the level of the others. */
  private retire(board: object, share: Share): void {
    if (this.shares.get(board) === share) this.shares.delete(board);
  }
}
