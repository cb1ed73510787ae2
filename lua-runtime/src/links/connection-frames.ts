import {
  type AckFrame,
  type DataFrame,
  FLAG_FIN,
  INITIAL_HOPS,
  RESET_REFUSED,
  RESET_TOO_LARGE,
} from "#protocol";
import type { FrameOutlet } from "./connection-site.ts";
import type { Handshake } from "./handshake.ts";
import type { OutgoingFrame } from "./outgoing.ts";
import type { Peer } from "./peer.ts";
import type { ReceiverWindow } from "./receiver-window.ts";

const NO_BYTES = new Uint8Array();

/** The frames of one connection, filled in and, but for data and acknowledgements, sent. */
export class ConnectionFrames {
  readonly #outlet: FrameOutlet;
  readonly #peer: Peer;
  readonly #channel: number;
  readonly #handshake: Handshake;

  constructor(outlet: FrameOutlet, peer: Peer, channel: number, handshake: Handshake) {
    this.#outlet = outlet;
    this.#peer = peer;
    this.#channel = channel;
    this.#handshake = handshake;
  }

  open(credit: number): void {
    const { incarnation } = this.#handshake;
    this.#outlet.control(this.#peer, { type: "open", ...this.#head(), incarnation, credit });
  }

  accept(peerIncarnation: number, credit: number): void {
    const { incarnation } = this.#handshake;
    const frame = { type: "accept", ...this.#head(), incarnation, peerIncarnation } as const;
    this.#outlet.control(this.#peer, { ...frame, credit });
  }

  keepAlive(): void {
    const { tag } = this.#handshake;
    this.#outlet.control(this.#peer, { type: "keepalive", ...this.#head(), tag });
  }

  reset(reason: number, tag: number, seq: number): void {
    this.#outlet.control(this.#peer, { type: "reset", ...this.#head(), tag, seq, reason });
  }

  /** Tells the sender of a refused message, which stops the conduit until the sender knows. */
  refuse({ hold, next }: ReceiverWindow): void {
    if (hold === undefined || hold === "full") return;
    const reason = hold === "too-large" ? RESET_TOO_LARGE : RESET_REFUSED;
    this.reset(reason, this.#handshake.tag, next & 0xffff);
  }

  ack({ next, bitmap, credit }: ReceiverWindow): AckFrame {
    const { tag } = this.#handshake;
    return { type: "ack", ...this.#head(), tag, seq: next & 0xffff, bitmap, credit };
  }

  /** The acknowledgement of FIN, the frame that is just dealt with: the last of all. */
  ackFin({ next }: ReceiverWindow): void {
    const { tag } = this.#handshake;
    const frame = { type: "ack", ...this.#head(), tag, seq: (next + 1) & 0xffff } as const;
    this.#outlet.control(this.#peer, { ...frame, bitmap: 0, credit: 0 });
  }

  /** FIN tells what of the peer's was delivered: its acknowledgements may have been lost. */
  data(out: OutgoingFrame, { next }: ReceiverWindow): DataFrame {
    return {
      type: "data",
      ...this.#head(),
      tag: this.#handshake.tag,
      seq: out.seq & 0xffff,
      flags: out.flags,
      total: out.from === 0 ? (out.message?.bytes.length ?? 0) : 0,
      reason: out.reason,
      next: out.flags & FLAG_FIN ? next & 0xffff : 0,
      bytes: out.message?.bytes.subarray(out.from, out.to) ?? NO_BYTES,
    };
  }

  #head(): { to: number; from: number; hops: number; channel: number } {
    const channel = this.#channel;
    return { to: this.#peer.address, from: this.#outlet.address, hops: INITIAL_HOPS, channel };
  }
}
