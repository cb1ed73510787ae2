import type { WireError } from "#protocol";
import type { LossEstimate } from "./loss-estimate.ts";
import type { Path } from "./path.ts";

/** A message on its way out. */
export interface OutgoingMessage {
  readonly bytes: Uint8Array;
  /** Bytes that are in frames already. */
  framed: number;
  /** Number of its last frame; undefined: not all of it is in frames. */
  lastSeq: number | undefined;
  /** Called once: acknowledged in whole (undefined), or failed. */
  readonly settle: (error: WireError | undefined) => void;
}

/** A DATA frame until all frames before it, and it, are acknowledged. */
export interface OutgoingFrame {
  readonly seq: number;
  /** Undefined: FIN. */
  readonly message: OutgoingMessage | undefined;
  /** Which bytes of the message. */
  readonly from: number;
  readonly to: number;
  readonly flags: number;
  /** With FIN. */
  readonly reason: number;
  readonly wireBytes: number;
  state: "flying" | "lost" | "arrived";
  transmissions: number;
  /** Of the latest transmission, as is what follows. */
  path: Path | undefined;
  loss: LossEstimate | undefined;
  sentAt: number;
  /** Counts all transmissions of the conduit. */
  order: number;
  /** True: repeat it over any link, also the one that lost it. */
  anyLink: boolean;
}
