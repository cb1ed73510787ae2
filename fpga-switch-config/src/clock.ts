/** Time as the switch needs it: a process hands in its own, a simulation a simulated one. */
export interface SwitchClock {
  /** Monotonic, ms with fractions. */
  now(): number;
  /** Calls back once, not before `delayMs` have gone by; the answer cancels. */
  after(delayMs: number, callback: () => void): () => void;
}
