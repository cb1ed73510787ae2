/** Counts what the running VM allocates. One VM runs at a time in a thread; while none does, nothing is counted. */
export interface Meter {
  /** Bytes that may still be allocated before somebody has to look. */
  left: number;
  /** `left` has gone below zero by an allocation of `bytes`. May throw a Lua error. */
  spent(bytes: number): void;
  /** Concatenation of big strings seen since the last look, bytes. */
  joined: number;
  /** `joined` has become large: refuses the concatenation under way if its result cannot fit. */
  joining(): void;
  /** As much work was done in JavaScript as `instructions` instructions of Lua would be. */
  worked(instructions: number): void;
  /** A pattern has been tried for many steps: an error if it takes too long. */
  matching(): void;
}

const nobody: Meter = {
  left: Number.MAX_VALUE,
  joined: 0,
  spent: () => undefined,
  joining: () => undefined,
  worked: () => undefined,
  matching: () => undefined,
};

let running: Meter = nobody;

export function runMetered<T>(meter: Meter, work: () => T): T {
  const before = running;
  running = meter;
  try {
    return work();
  } finally {
    running = before;
  }
}

export function charge(bytes: number): void {
  running.left -= bytes;
  if (running.left < 0) running.spent(bytes);
}

export function chargeJoin(bytes: number): void {
  running.joined += bytes;
  if (running.joined > JOIN_LOOK_BYTES) running.joining();
}

export function chargeWork(instructions: number): void {
  running.worked(instructions);
}

export function chargeMatch(): void {
  running.matching();
}

const JOIN_LOOK_BYTES = 4 * 1_048_576;
