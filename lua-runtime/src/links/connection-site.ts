import type { LinkFrame, WireError } from "#protocol";
import type { Alarms } from "./alarms.ts";
import type { Connection } from "./connection.ts";
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

/** What a connection needs of the link layer around it. */
export interface ConnectionSite {
  readonly alarms: Alarms;
  readonly address: number;
  readonly messageBytes: number;
  now(): number;
  soon(callback: () => void): void;
  /** A random one, 1..65535. */
  incarnation(): number;
  /** Sends a frame that goes before data. */
  control(peer: Peer, frame: LinkFrame): void;
  /** It may have data frames to send. */
  wake(connection: Connection): void;
  /** It has an acknowledgement to send with this batch. */
  acknowledge(connection: Connection): void;
  /** The far end does not know the connection any more. */
  suspectReboot(peer: Peer): void;
  /** These paths lose much: is it that they are cut? */
  probe(paths: readonly Path[]): void;
  gone(connection: Connection): void;
}
