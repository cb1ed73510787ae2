import type { ConnectionRequest, WireError } from "#protocol";
import type { Inbox } from "./inbox.ts";

/** A connection as its port on this node sees it. */
export interface PortConnection {
  readonly id: string;
  readonly request: ConnectionRequest;
  /** The worker that it ends with; undefined: it stays until it is removed. */
  readonly owner: Inbox | undefined;
  readonly state: "up" | "waiting" | "closed";
  /** `settle` is called once, never before `send` has returned. */
  send(message: Uint8Array, settle: (error: WireError | undefined) => void): void;
  /** What was sent still arrives; then the other end is told. */
  finish(removed: boolean): void;
  /** The port may have room again. */
  resume(): void;
}
