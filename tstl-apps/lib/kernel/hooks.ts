import type { Arrived } from "./envelope.ts";

/** See `waitUntil`. */
export type WaitFunction = <T>(
  ready: () => T | undefined,
  ports: readonly string[],
  deadline: number,
  tickets: readonly number[],
) => T | undefined;

/**
 * Where the parts of the kernel that not every program carries come in: empty in a program that does without them.
 * Set by the file named at each.
 */
export interface Hooks {
  /** drive.ts: waits in place of the plain wait, and lets fibers and services go on meanwhile. */
  wait?: WaitFunction;
  /** drive.ts: whether anything of this program would be held up by a native wait. */
  othersGoOn?: () => boolean;
  /** service.ts: true when a service has taken the message. */
  route?: (arrived: Arrived) => boolean;
  /** service.ts: tells the services that a rank is gone. */
  lost?: (peer: number) => void;
  /** parallel/request.ts: lets receives that were started earlier choose first. */
  claim?: () => void;
  /** open-port.ts: takes what arrives on a port that leads to no rank. */
  port?: (kind: string, port: string, text: string) => void;
}

export const hooks: Hooks = {};
