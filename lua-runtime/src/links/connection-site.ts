import type { LinkFrame, WireError } from "#protocol";
import type { Alarms } from "./alarms.ts";
import type { Path } from "./path.ts";
import type { Peer } from "./peer.ts";

/** Who uses a connection: a port. */
export interface ConnectionListener {
  /** Longest message that can be taken now, bytes. */
  room(): number;
  /** full: offered again after `resume`. */
  onMessage(bytes: Uint8Array): "taken" | "full" | "no-receiver";
  /** The connection broke: what was not acknowledged has failed, and a new handshake begins. */
  onBroken(error: WireError): void;
  /** The far end has ended; called after its last message. */
  onClosed(): void;
}

/** Where the frames of connections go. */
export interface FrameOutlet {
  readonly address: number;
  /** Sends a frame that goes before data. */
  control(peer: Peer, frame: LinkFrame): void;
}

/** What a connection (of type `Self`) needs of the link layer around it. */
export interface ConnectionSite<Self> extends FrameOutlet {
  readonly alarms: Alarms;
  readonly messageBytes: number;
  now(): number;
  soon(callback: () => void): void;
  /** A random one, 1..65535. */
  incarnation(): number;
  /** It may have data frames to send. */
  wake(connection: Self): void;
  /** It has an acknowledgement to send with this batch. */
  acknowledge(connection: Self): void;
  /** The far end does not know the connection any more. */
  suspectReboot(peer: Peer): void;
  /** These paths lose much: is it that they are cut? */
  probe(paths: readonly Path[]): void;
  gone(connection: Self): void;
}
