import type { NodeEvent, NodeInfo, VnetosError } from "#protocol";

/** The session stands: at the start, and after every `lost` and `rebooted`. */
export interface UpNews {
  readonly type: "up";
  readonly info: NodeInfo;
  /** False: a new session; workers of an earlier session have ended. */
  readonly resumed: boolean;
}

/** The node does not answer, or refuses; it is tried on and on. Told again when the reason changes. */
export interface LostNews {
  readonly type: "lost";
  readonly error: VnetosError;
}

/** The node started anew: its workers, ports, programs and the events not yet read are gone. `up` follows. */
export interface RebootedNews {
  readonly type: "rebooted";
  readonly bootId: string;
  readonly formerBootId: string;
}

/** Events that no longer fitted the node's log, between those before and those after this. */
export interface DroppedNews {
  readonly type: "dropped";
  readonly count: number;
}

/** All that a session tells, in the order in which it happened. */
export type SessionNews = NodeEvent | UpNews | LostNews | RebootedNews | DroppedNews;

/** Where to take up a session: kept by a gateway so that its next start loses nothing. */
export interface SessionPosition {
  readonly bootId: string;
  /** Number of the last event that was told. */
  readonly startAfter: number;
  readonly session: string;
}
