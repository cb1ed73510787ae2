import { randomBytes } from "node:crypto";
import type { BoardHost } from "#board";

/** The host that a board finds in a Node.js process. */
export const nodeHost: BoardHost = {
  now: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  soon: (callback) => void setImmediate(callback),
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
};
