/**
 * `vnetos/sync`: what keeps the workers of one board out of each other's way, and clocks without a clock. Only
 * re-exports: a program carries what it uses.
 */
export { type Barrier, openBarrier } from "./sync/barrier.ts";
export { type EventReset, openEvent, type SyncEvent } from "./sync/event.ts";
export {
  compareLamport,
  type Lamport,
  lamport,
  mergeLamport,
  stampLamport,
} from "./sync/lamport.ts";
export { type Lock, openLock } from "./sync/lock.ts";
export { openSemaphore, type PermitOptions, type Semaphore } from "./sync/semaphore.ts";
export type { Acquired, Scope, SharingOptions } from "./sync/sharing.ts";
export { openTokens, type TokenOptions, type Tokens } from "./sync/tokens.ts";
export {
  type CausalOrder,
  compareVector,
  mergeVector,
  stampVector,
  type VectorTime,
  vectorTime,
} from "./sync/vector.ts";
export { type LockOptions, withLock } from "./sync/with-lock.ts";
export { withPermit } from "./sync/with-permit.ts";
