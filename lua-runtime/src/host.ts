/** What a board needs from the place where it runs: a Node.js process, a browser's worker, or a simulation. */
export interface BoardHost {
  /** Monotonic clock, ms with fractions. */
  now(): number;
  /** Calls back once after `delayMs`; the answer cancels. */
  after(delayMs: number, callback: () => void): () => void;
  /** Calls back soon, once the host has served its sockets and timers. */
  soon(callback: () => void): void;
  /** Random bytes, good enough for keys (a simulation hands in seeded ones). */
  random(bytes: number): Uint8Array;
}

/** One serial line between a board and the switch, seen from the board. */
export interface Wire {
  /** Takes all of `bytes`; what is not gone yet counts in `backlog`. Bytes for a line that is unplugged are lost. */
  send(bytes: Uint8Array): void;
  /** Bytes taken and not yet gone. */
  readonly backlog: number;
  /** False: unplugged (no switch at the other end). */
  readonly up: boolean;
  /** Set once by the board. `onDrain`: the backlog went down; `onState`: plugged in or out. */
  listen(listener: WireListener): void;
}

export interface WireListener {
  onBytes(bytes: Uint8Array): void;
  onDrain(): void;
  onState(up: boolean): void;
}
