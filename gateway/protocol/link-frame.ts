/**
 * Link frames version 1: what boards say to each other through the switch. The README beside this file is the
 * normative text. On the wire: label, COBS(header, payload, CRC-32), zero byte.
 */

export const LINK_VERSION = 1;

/** Longest frame on the wire, label and closing zero included, bytes. */
export const MAX_WIRE_BYTES = 255;

export const FRAME_HEADER_BYTES = 10;
export const FRAME_CRC_BYTES = 4;

/** What is on the wire beside header, payload and CRC: label, COBS's one byte, closing zero. */
export const FRAME_WRAP_BYTES = 3;

/** Shortest frame on the wire: no payload. */
export const MIN_WIRE_BYTES = FRAME_WRAP_BYTES + FRAME_HEADER_BYTES + FRAME_CRC_BYTES;

/** Longest payload of any frame: 238 bytes. */
export const MAX_PAYLOAD_BYTES = MAX_WIRE_BYTES - MIN_WIRE_BYTES;

/** Longest part of a message in a DATA frame that is not its first: 237 bytes (one goes for the flags). */
export const MAX_FRAGMENT_BYTES = MAX_PAYLOAD_BYTES - 1;

/** Longest part of a message in its first DATA frame: 233 bytes (four more go for the total length). */
export const MAX_FIRST_FRAGMENT_BYTES = MAX_FRAGMENT_BYTES - 4;

/** Numbers of the types in the low half of the first header byte. */
export const FRAME_TYPES = {
  open: 1,
  accept: 2,
  data: 3,
  ack: 4,
  reset: 5,
  keepalive: 6,
  probe: 7,
  probeReply: 8,
} as const;

export type FrameType = keyof typeof FRAME_TYPES;

/** DATA: the first part of a message; the message's length follows the flags. */
export const FLAG_FIRST = 1;
/** DATA: the last part of a message. */
export const FLAG_LAST = 2;
/** DATA: no message comes any more. Stands alone; reason and next seq follow the flags, and no part of a message. */
export const FLAG_FIN = 4;
/** Flags, reason and next seq of a FIN. */
export const FIN_HEAD_BYTES = 4;

/** RESET: the frame's tag is not that of the connection as it is now. */
export const RESET_STALE = 1;
/** There is no connection of that channel with the frame's sender. */
export const RESET_NO_CHANNEL = 2;
/** Nobody is attached to the port: the message that frame `seq` belongs to is refused. */
export const RESET_REFUSED = 3;
/** Refused: the message is over the receiver's limit. */
export const RESET_TOO_LARGE = 4;
/** The sender's answer to a refusal: it has given that message up, its receiver goes on behind frame `seq`. */
export const RESET_SKIP = 5;

/** Why a sender has finished. Other values are kept for later and mean the same as `FIN_ENDED`. */
export const FIN_ENDED = 1;
export const FIN_REMOVED = 2;

/** Frames that may be under way in one conduit: the ACK bitmap covers as many. */
export const MAX_WINDOW_FRAMES = 32;

/** How often a new frame may be passed on. PROBE and PROBE-REPLY start with 0: they meet neighbours only. */
export const INITIAL_HOPS = 32;

export const MIN_ADDRESS = 1;
export const MAX_ADDRESS = 254;

interface Addressed {
  /** Address of the node that the frame is for, 1..254. */
  readonly to: number;
  /** Address of the node that made it, 1..254, never the same as `to`. */
  readonly from: number;
  /** How often it may still be passed on, 0..255. */
  readonly hops: number;
}

interface OnChannel extends Addressed {
  /** 1..65535, the same at both ends. */
  readonly channel: number;
}

interface Tagged extends OnChannel {
  /** `mixTag` of both ends' incarnations. */
  readonly tag: number;
}

export interface OpenFrame extends OnChannel {
  readonly type: "open";
  /** Of the sender, 1..65535. */
  readonly incarnation: number;
  /** DATA frames that the other end may send from sequence number 0 on, 0..65535. */
  readonly credit: number;
}

export interface AcceptFrame extends OnChannel {
  readonly type: "accept";
  /** Of the sender, 1..65535. */
  readonly incarnation: number;
  /** That of the OPEN that is answered, 1..65535. */
  readonly peerIncarnation: number;
  readonly credit: number;
}

export interface DataFrame extends Tagged {
  readonly type: "data";
  /** Number of this frame in its conduit, from 0 on, modulo 65536. */
  readonly seq: number;
  /** A sum of `FLAG_FIRST` and `FLAG_LAST`, or `FLAG_FIN` alone. */
  readonly flags: number;
  /** With `FLAG_FIRST`: bytes of the whole message, 0..2^32-1. Otherwise 0. */
  readonly total: number;
  /** With `FLAG_FIN`: `FIN_…`. Otherwise 0. */
  readonly reason: number;
  /**
   * With `FLAG_FIN`: the seq that the sender of FIN expects next from its peer. All before it was delivered; nothing
   * after it ever will be. Otherwise 0.
   */
  readonly next: number;
  /** The part of the message; empty only in the one frame of an empty message, and with `FLAG_FIN`. */
  readonly bytes: Uint8Array;
}

export interface AckFrame extends Tagged {
  readonly type: "ack";
  /** The next frame expected: all before it have arrived. */
  readonly seq: number;
  /** Bit k set: frame seq + 1 + k has arrived. */
  readonly bitmap: number;
  /** How many frames from `seq` on may be sent, 0..65535. */
  readonly credit: number;
}

export interface ResetFrame extends Tagged {
  readonly type: "reset";
  /** Tag and seq are those of the frame that is meant. */
  readonly seq: number;
  /** `RESET_…`. */
  readonly reason: number;
}

export interface KeepaliveFrame extends Tagged {
  readonly type: "keepalive";
}

export interface ProbeFrame extends Addressed {
  readonly type: "probe";
  /** Chosen by the prober, 0..65535; comes back in the reply. */
  readonly id: number;
  /** The label that leads the reply to the link that the probe left by; 0: the prober does not know it yet. */
  readonly replyLabel: number;
}

export interface ProbeReplyFrame extends Addressed {
  readonly type: "probeReply";
  readonly id: number;
}

export type LinkFrame =
  | OpenFrame
  | AcceptFrame
  | DataFrame
  | AckFrame
  | ResetFrame
  | KeepaliveFrame
  | ProbeFrame
  | ProbeReplyFrame;

/** A frame as it came in. */
export interface DecodedFrame {
  readonly label: number;
  readonly frame: LinkFrame;
}

/** Why bytes are no link frame, in the order in which it is looked for. */
export type FrameFaultCode =
  | "too-short"
  | "too-long"
  | "bad-label"
  | "bad-cobs"
  | "bad-crc"
  | "bad-version"
  | "bad-type"
  | "bad-address"
  | "bad-header"
  | "bad-payload";

export interface FrameFault {
  readonly fault: FrameFaultCode;
  /** For people. */
  readonly reason: string;
}

export function isFrameFault(outcome: DecodedFrame | FrameFault): outcome is FrameFault {
  return "fault" in outcome;
}

/**
 * The tag of a connection from its two incarnations. Odd factors: with one incarnation held, two values of the
 * other never give the same tag, so a node that started anew is always told from what it was before.
 */
export function mixTag(ofLowerAddress: number, ofHigherAddress: number): number {
  return (ofLowerAddress * 0x9e37 + ofHigherAddress * 0x6c8d) & 0xffff;
}
