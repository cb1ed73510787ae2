import type { WorkerActivity } from "./nmp.ts";

/** Of a worker that was not started, and what sums begin with. */
export const NO_ACTIVITY: WorkerActivity = {
  computing: 0,
  queued: 0,
  receiving: 0,
  sending: 0,
  locking: 0,
  sleeping: 0,
  input: 0,
  output: 0,
  messagesOut: 0,
  bytesOut: 0,
  messagesIn: 0,
  bytesIn: 0,
};
