import {
  type AckFrame,
  type DataFrame,
  FIN_ENDED,
  INITIAL_HOPS,
  type LinkFrame,
  MAX_WINDOW_FRAMES,
  RESET_REFUSED,
  RESET_SKIP,
  RESET_STALE,
  RESET_TOO_LARGE,
  type ResetFrame,
  type WireError,
} from "#protocol";
import { AckPolicy } from "./ack-policy.ts";
import type { Alarm, Alarms } from "./alarms.ts";
import { Handshake } from "./handshake.ts";
import { linkErrors } from "./link-errors.ts";
import type { OutgoingFrame } from "./outgoing.ts";
import type { Path } from "./path.ts";
import type { Peer } from "./peer.ts";
import { type MessageSink, ReceiverWindow } from "./receiver-window.ts";
import { type Offer, SenderWindow } from "./sender-window.ts";

/** Retry times of OPEN, ms: quick at first, as the two ends of a connection are made about together. */
const OPEN_RETRY_MS = [10, 20, 40, 80, 160, 250];
const OPEN_RETRY_BROKEN_MS = 500;
/** An OPEN that answers an OPEN need not follow another one sooner. */
const OPEN_SPACING_MS = 5;

/** Who uses a connection: a port. */
export interface ConnectionListener {
  /** Bytes of message that can be taken now. */
  room(): number;
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

/**
 * One end of a connection: a conduit each way between two ports on two nodes.
 *
 *     opening --ACCEPT with own incarnation, or a frame with the new tag--> open
 *        ^                                                                   | |
 *        +--silence, RESET stale or no-such-channel: senders get an error----+ | FIN from the far end
 *                                                                              v
 *     gone <--finish(): FIN acknowledged, or nobody there to take it--      closed
 */
export class Connection {
  readonly peer: Peer;
  readonly channel: number;
  /** Since when it waits to be heard, ms: it was made, or broke. */
  since: number;
  /** Since when a message waits for the far end to be there, ms. */
  waitsSince = Number.POSITIVE_INFINITY;
  readonly #site: ConnectionSite;
  readonly #listener: ConnectionListener;
  readonly #handshake: Handshake;
  readonly #sendAlarm: Alarm;
  readonly #ackAlarm: Alarm;
  readonly #openAlarm: Alarm;
  #sender: SenderWindow;
  #receiver: ReceiverWindow;
  #acks = new AckPolicy();
  #openTries = 0;
  #openedAt = Number.NEGATIVE_INFINITY;
  #finReason: number | undefined;
  // What the waiting messages failed with when the far end was given up; it is looked for slowly.
  #broken: WireError | undefined;
  #isClosed = false;
  #isGone = false;

  constructor(site: ConnectionSite, peer: Peer, channel: number, listener: ConnectionListener) {
    this.#site = site;
    this.peer = peer;
    this.channel = channel;
    this.#listener = listener;
    this.since = site.now();
    this.#handshake = new Handshake(site.incarnation(), site.address < peer.address);
    this.#sendAlarm = site.alarms.make(() => this.#onSendAlarm());
    this.#ackAlarm = site.alarms.make(() => site.acknowledge(this));
    this.#openAlarm = site.alarms.make(() => this.#open());
    this.#sender = this.#newSender(MAX_WINDOW_FRAMES);
    this.#receiver = this.#newReceiver();
    this.#openAlarm.set(this.since);
  }

  get state(): "opening" | "open" | "closed" | "gone" {
    if (this.#isGone) return "gone";
    if (this.#isClosed) return "closed";
    return this.#handshake.isDone ? "open" : "opening";
  }

  /** True: the far end was given up, and is looked for slowly. */
  get isBroken(): boolean {
    return this.#broken !== undefined;
  }

  /** True: messages wait, or are not acknowledged. */
  get hasMessages(): boolean {
    return this.#sender.hasMessages;
  }

  get isFinishing(): boolean {
    return this.#finReason !== undefined;
  }

  /**
   * Sends a message. `settle` is called once: with nothing when it is in the queue of the far port, else with the
   * error. Never before `send` has returned.
   */
  send(bytes: Uint8Array, settle: (error: WireError | undefined) => void): void {
    const refusal = this.#refusal;
    if (refusal !== undefined) {
      this.#site.soon(() => settle(refusal));
      return;
    }
    this.#sender.queue({ bytes, framed: 0, lastSeq: undefined, settle });
    if (this.state === "opening") this.waitsSince = Math.min(this.waitsSince, this.#site.now());
    this.#touch();
  }

  /** Nothing more is sent: what was, still arrives, then the far end is told. */
  finish(reason: number = FIN_ENDED): void {
    if (this.#finReason !== undefined || this.#isGone) return;
    this.#finReason = reason;
    if (this.#isClosed || this.isBroken) {
      this.#leave();
      return;
    }
    this.#sender.finish(reason);
    if (this.state === "opening") this.waitsSince = Math.min(this.waitsSince, this.#site.now());
    this.#touch();
  }

  /** The port may have room again. */
  resume(): void {
    if (this.#receiver.resume()) {
      this.#acks.released();
      this.#site.acknowledge(this);
    }
  }

  /** The far end is given up: what waits, and what is sent from now on, fails. It is still looked for. */
  break(error: WireError): void {
    this.#broken = error;
    this.#restart(error);
  }

  /** The messages that wait fail; the handshake goes on. */
  failWaiting(error: WireError): void {
    this.waitsSince = Number.POSITIVE_INFINITY;
    if (this.isFinishing) this.abandon(error);
    else this.#sender.fail(error);
  }

  /** This node's or the peer's address is another now. */
  moved(): void {
    this.#handshake.isLower = this.#site.address < this.peer.address;
    if (this.#handshake.isDone) this.#restart(linkErrors.rebooted(this.peer.name));
  }

  /** The peer has been heard again. */
  retry(): void {
    if (this.state === "opening") this.#openAlarm.set(this.#site.now());
  }

  /** Is there anybody? Answered by ACCEPT or RESET. */
  askAlive(): void {
    this.#sendOpen();
  }

  /** KEEPALIVE of an open connection. */
  keepAlive(): void {
    const { tag } = this.#handshake;
    this.#site.control(this.peer, { type: "keepalive", ...this.#head(), tag });
  }

  /** The next data frame for a line; undefined: none. */
  take(offer: Offer): { frame: DataFrame; isRepeat: boolean } | undefined {
    if (this.state !== "open") return undefined;
    const out = this.#sender.take(offer);
    if (out === undefined) return undefined;
    this.#sendAlarm.set(this.#sender.deadline);
    return { frame: this.#dataFrame(out), isRepeat: out.transmissions > 1 };
  }

  get hasWork(): boolean {
    return this.state === "open" && this.#sender.hasWork;
  }

  /** The acknowledgement that is due. */
  takeAck(): AckFrame | undefined {
    this.#ackAlarm.clear();
    if (!this.#handshake.isDone || this.#isGone) return undefined;
    const again = this.#acks.sent();
    if (again !== undefined) this.#ackAlarm.set(this.#site.now() + again);
    const { next, bitmap, credit } = this.#receiver;
    const { tag } = this.#handshake;
    return { type: "ack", ...this.#head(), tag, seq: next & 0xffff, bitmap, credit };
  }

  onFrame(frame: LinkFrame): void {
    if (frame.type === "open") this.#onOpen(frame.incarnation);
    else if (frame.type === "accept") {
      if (frame.peerIncarnation === this.#handshake.incarnation)
        this.#meet(frame.incarnation, frame.credit);
    } else if ("tag" in frame && this.#isCurrent(frame)) this.#onTagged(frame);
  }

  /** Ends at once, without a word to the far end. */
  abandon(error: WireError): void {
    this.#sender.fail(error);
    this.#leave();
  }

  /** What a message that cannot be sent fails with. */
  get #refusal(): WireError | undefined {
    const isOver = this.#isClosed || this.#isGone || this.isFinishing;
    return this.#broken ?? (isOver ? linkErrors.closed(this.peer.name) : undefined);
  }

  #onOpen(incarnation: number): void {
    const isKnown = this.#handshake.isPeer(incarnation);
    if (!isKnown) this.#handshake.hear(incarnation);
    this.#site.control(this.peer, {
      type: "accept",
      ...this.#head(),
      incarnation: this.#handshake.incarnation,
      peerIncarnation: incarnation,
      credit: isKnown ? this.#receiver.credit : MAX_WINDOW_FRAMES,
    });
    if (!isKnown && this.#site.now() - this.#openedAt >= OPEN_SPACING_MS) this.#sendOpen();
  }

  /** The far end has proven to be this incarnation. */
  #meet(incarnation: number, credit: number): void {
    if (this.#handshake.isPeer(incarnation)) return;
    if (this.#handshake.isDone) {
      this.#reset(linkErrors.rebooted(this.peer.name));
      if (this.#isGone) return;
    }
    this.#handshake.complete(incarnation);
    this.#broken = undefined;
    this.waitsSince = Number.POSITIVE_INFINITY;
    this.#openAlarm.clear();
    this.#openTries = 0;
    this.#sender.grant(credit, this.#site.now() - this.#openedAt);
    this.#touch();
  }

  #isCurrent(frame: { type: string; tag: number; seq?: number }): boolean {
    const proven = this.#handshake.provenBy(frame.tag);
    if (proven !== 0) this.#meet(proven, MAX_WINDOW_FRAMES);
    if (this.#handshake.isDone && frame.tag === this.#handshake.tag) return true;
    if (frame.type !== "reset") this.#sendReset(RESET_STALE, frame.tag, frame.seq ?? 0);
    return false;
  }

  #onTagged(frame: LinkFrame): void {
    if (frame.type === "data") this.#onData(frame);
    else if (frame.type === "ack") this.#onAck(frame);
    else if (frame.type === "reset") this.#onReset(frame);
  }

  #onData(frame: DataFrame): void {
    const effect = this.#receiver.onData(frame);
    const delay = this.#acks.after(effect);
    if (this.#isGone) return;
    this.#tellHold();
    if (delay === 0) this.#site.acknowledge(this);
    else if (this.#ackAlarm.at === Number.POSITIVE_INFINITY)
      this.#ackAlarm.set(this.#site.now() + delay);
  }

  /** A refused message stops the conduit until its sender knows. */
  #tellHold(): void {
    const { hold, next } = this.#receiver;
    if (hold === undefined || hold === "full") return;
    const reason = hold === "too-large" ? RESET_TOO_LARGE : RESET_REFUSED;
    this.#sendReset(reason, this.#handshake.tag, next & 0xffff);
  }

  #onAck(frame: AckFrame): void {
    this.#sender.onAck(frame.seq, frame.bitmap, frame.credit, this.#site.now());
    this.#site.probe(this.#sender.takeSuspects());
    this.#touch();
  }

  #onReset(frame: ResetFrame): void {
    if (frame.reason === RESET_REFUSED || frame.reason === RESET_TOO_LARGE) {
      const error =
        frame.reason === RESET_REFUSED
          ? linkErrors.noReceiver(this.peer.name)
          : linkErrors.refusedAsTooLarge(this.peer.name);
      this.#sender.onRefused(frame.seq, error);
      this.#sendReset(RESET_SKIP, frame.tag, frame.seq);
      this.#touch();
    } else if (frame.reason === RESET_SKIP) {
      if (this.#receiver.skip(frame.seq)) this.#site.acknowledge(this);
      this.#tellHold();
    } else this.#onStale();
  }

  #onStale(): void {
    if (this.#isClosed) return;
    this.#restart(linkErrors.rebooted(this.peer.name));
    this.#site.suspectReboot(this.peer);
  }

  #onFinished(): void {
    this.#isClosed = true;
    this.#openAlarm.clear();
    this.#sendAlarm.clear();
    this.#sender.fail(linkErrors.closed(this.peer.name));
    this.#listener.onClosed();
    if (!this.isFinishing) return;
    // Both ends are done. The acknowledgement of the far end's FIN still goes.
    const ack = this.takeAck();
    if (ack !== undefined) this.#site.control(this.peer, { ...ack, seq: (ack.seq + 1) & 0xffff });
    this.#leave();
  }

  #restart(error: WireError): void {
    this.#handshake.restart(this.#site.incarnation());
    this.#reset(error);
    this.#openTries = 0;
    if (!this.#isGone) this.#openAlarm.set(this.#site.now());
  }

  /** The state of both conduits is forgotten; what waits fails. */
  #reset(error: WireError): void {
    const wasClosed = this.#isClosed;
    this.#isClosed = false;
    this.since = this.#site.now();
    this.#sendAlarm.clear();
    this.#ackAlarm.clear();
    const old = this.#sender;
    this.#sender = this.#newSender(MAX_WINDOW_FRAMES);
    this.#receiver = this.#newReceiver();
    this.#acks = new AckPolicy();
    old.fail(error);
    if (this.isFinishing) this.#leave();
    else if (!wasClosed) this.#listener.onBroken(error);
  }

  #open(): void {
    if (this.state !== "opening") return;
    this.#sendOpen();
    const retry = OPEN_RETRY_MS[Math.min(this.#openTries++, OPEN_RETRY_MS.length - 1)] ?? 0;
    const slow = this.isBroken && this.#openTries > OPEN_RETRY_MS.length;
    this.#openAlarm.set(this.#site.now() + (slow ? OPEN_RETRY_BROKEN_MS : retry));
  }

  #sendOpen(): void {
    this.#openedAt = this.#site.now();
    const { incarnation } = this.#handshake;
    const credit = this.#receiver.credit;
    this.#site.control(this.peer, { type: "open", ...this.#head(), incarnation, credit });
  }

  #sendReset(reason: number, tag: number, seq: number): void {
    this.#site.control(this.peer, { type: "reset", ...this.#head(), tag, seq, reason });
  }

  #head(): { to: number; from: number; hops: number; channel: number } {
    const { channel } = this;
    return { to: this.peer.address, from: this.#site.address, hops: INITIAL_HOPS, channel };
  }

  #dataFrame(out: OutgoingFrame): DataFrame {
    const total = out.from === 0 ? (out.message?.bytes.length ?? 0) : 0;
    return {
      type: "data",
      ...this.#head(),
      tag: this.#handshake.tag,
      seq: out.seq & 0xffff,
      flags: out.flags,
      total,
      reason: out.reason,
      bytes: out.message?.bytes.subarray(out.from, out.to) ?? NO_BYTES,
    };
  }

  #touch(): void {
    if (this.state !== "open") return;
    this.#sendAlarm.set(this.#sender.deadline);
    if (this.#sender.hasWork) this.#site.wake(this);
  }

  #onSendAlarm(): void {
    if (this.#sender.onTimeout(this.#site.now(), this.peer.heardAt)) this.askAlive();
    this.#site.probe(this.#sender.takeSuspects());
    this.#touch();
  }

  #leave(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#sendAlarm.clear();
    this.#ackAlarm.clear();
    this.#openAlarm.clear();
    this.#sender.fail(linkErrors.closed(this.peer.name));
    this.#site.gone(this);
  }

  #newSender(credit: number): SenderWindow {
    return new SenderWindow(credit, () => this.#leave());
  }

  #newReceiver(): ReceiverWindow {
    const sink: MessageSink = {
      room: () => this.#listener.room(),
      onMessage: (bytes) => this.#listener.onMessage(bytes),
      onFinished: () => this.#onFinished(),
    };
    return new ReceiverWindow(sink, this.#site.messageBytes);
  }
}

const NO_BYTES = new Uint8Array();
