import {
  type AckFrame,
  type DataFrame,
  FIN_ENDED,
  type LinkFrame,
  MAX_WINDOW_FRAMES,
  RESET_NO_CHANNEL,
  RESET_REFUSED,
  RESET_SKIP,
  RESET_STALE,
  RESET_TOO_LARGE,
  type ResetFrame,
  type WireError,
} from "#protocol";
import { AckPolicy } from "./ack-policy.ts";
import type { Alarm } from "./alarms.ts";
import { ConnectionFrames } from "./connection-frames.ts";
import type { ConnectionListener, ConnectionSite } from "./connection-site.ts";
import { Handshake } from "./handshake.ts";
import { linkErrors } from "./link-errors.ts";
import { Opening } from "./opening.ts";
import type { Peer, PeerConnection } from "./peer.ts";
import { type MessageSink, ReceiverWindow } from "./receiver-window.ts";
import { type Offer, SenderWindow } from "./sender-window.ts";

/**
 * One end of a connection: a conduit each way between two ports on two nodes.
 *
 *     opening --ACCEPT with own incarnation, or a frame with the new tag--> open
 *        ^                                                                   | |
 *        +--silence, RESET stale or no-such-channel: senders get an error----+ | FIN from the far end
 *                                                                              v
 *     gone <--finish(): FIN acknowledged, or nobody there to take it--      closed
 */
export class Connection implements PeerConnection {
  readonly peer: Peer;
  readonly channel: number;
  since: number;
  waitsSince = Number.POSITIVE_INFINITY;
  isDenied = false;
  readonly #site: ConnectionSite<Connection>;
  readonly #listener: ConnectionListener;
  readonly #handshake: Handshake;
  readonly #sendAlarm: Alarm;
  readonly #ackAlarm: Alarm;
  readonly #opening: Opening;
  readonly #frames: ConnectionFrames;
  #sender: SenderWindow;
  #receiver: ReceiverWindow;
  #acks = new AckPolicy();
  #finReason: number | undefined;
  // What the waiting messages failed with when the far end was given up; it is looked for slowly.
  #broken: WireError | undefined;
  #isClosed = false;
  #isGone = false;

  constructor(
    site: ConnectionSite<Connection>,
    peer: Peer,
    channel: number,
    listener: ConnectionListener,
  ) {
    this.#site = site;
    this.peer = peer;
    this.channel = channel;
    this.#listener = listener;
    this.since = site.now();
    this.#handshake = new Handshake(site.incarnation(), site.address < peer.address);
    this.#sendAlarm = site.alarms.make(() => this.#onSendAlarm());
    this.#ackAlarm = site.alarms.make(() => site.acknowledge(this));
    this.#frames = new ConnectionFrames(site, peer, channel, this.#handshake);
    this.#opening = new Opening(
      site.alarms,
      () => site.now(),
      () => this.#frames.open(this.#receiver.credit),
    );
    this.#sender = this.#newSender(MAX_WINDOW_FRAMES);
    this.#receiver = this.#newReceiver();
    this.#opening.begin("quick");
  }

  get state(): "opening" | "open" | "closed" | "gone" {
    if (this.#isGone) return "gone";
    if (this.#isClosed) return "closed";
    return this.#handshake.isDone ? "open" : "opening";
  }

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
    this.#sender.queue(bytes, settle);
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

  break(error: WireError): void {
    this.#broken = error;
    this.#restart(error);
  }

  failWaiting(error: WireError): void {
    this.waitsSince = Number.POSITIVE_INFINITY;
    if (this.isFinishing) this.abandon(error);
    else this.#sender.fail(error);
  }

  moved(): void {
    this.#handshake.isLower = this.#site.address < this.peer.address;
    if (this.#handshake.isDone) this.#restart(linkErrors.rebooted(this.peer.name));
  }

  retry(): void {
    if (this.state === "opening") this.#opening.hurry();
  }

  askAlive(): void {
    this.#opening.sendNow();
  }

  keepAlive(): void {
    this.#frames.keepAlive();
  }

  /** The next data frame for a line; undefined: none. */
  take(offer: Offer): { frame: DataFrame; isRepeat: boolean } | undefined {
    if (this.state !== "open") return undefined;
    const out = this.#sender.take(offer);
    if (out === undefined) return undefined;
    this.#sendAlarm.set(this.#sender.deadline);
    return { frame: this.#frames.data(out, this.#receiver), isRepeat: out.transmissions > 1 };
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
    return this.#frames.ack(this.#receiver);
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
    this.#frames.accept(incarnation, isKnown ? this.#receiver.credit : MAX_WINDOW_FRAMES);
    if (!isKnown) this.#opening.answer();
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
    this.isDenied = false;
    this.waitsSince = Number.POSITIVE_INFINITY;
    this.#opening.end();
    this.#sender.grant(credit, this.#opening.elapsedMs);
    this.#touch();
  }

  #isCurrent(frame: Extract<LinkFrame, { readonly tag: number }>): boolean {
    if (frame.type === "reset" && frame.reason === RESET_NO_CHANNEL) this.isDenied = true;
    const proven = this.#handshake.provenBy(frame.tag);
    if (proven !== 0) this.#meet(proven, MAX_WINDOW_FRAMES);
    if (this.#handshake.isDone && frame.tag === this.#handshake.tag) return true;
    if (frame.type !== "reset") {
      this.#frames.reset(RESET_STALE, frame.tag, "seq" in frame ? frame.seq : 0);
    }
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
    this.#frames.refuse(this.#receiver);
    if (delay === 0) this.#site.acknowledge(this);
    else if (this.#ackAlarm.at === Number.POSITIVE_INFINITY)
      this.#ackAlarm.set(this.#site.now() + delay);
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
      this.#frames.reset(RESET_SKIP, frame.tag, frame.seq);
      this.#touch();
    } else if (frame.reason === RESET_SKIP) {
      if (this.#receiver.skip(frame.seq)) this.#site.acknowledge(this);
      this.#frames.refuse(this.#receiver);
    } else this.#onStale();
  }

  #onStale(): void {
    if (this.#isClosed) return;
    this.#restart(linkErrors.rebooted(this.peer.name));
    this.#site.suspectReboot(this.peer);
  }

  #onFinished(next: number): void {
    this.#isClosed = true;
    this.#sender.onAck(next, 0, 0, this.#site.now());
    this.#opening.end();
    this.#sendAlarm.clear();
    this.#sender.fail(linkErrors.closed(this.peer.name));
    this.#listener.onClosed();
    if (!this.isFinishing) return;
    // Both ends are done. The acknowledgement of the far end's FIN still goes.
    this.#frames.ackFin(this.#receiver);
    this.#leave();
  }

  #restart(error: WireError): void {
    this.#handshake.restart(this.#site.incarnation());
    this.#reset(error);
    if (!this.#isGone) this.#opening.begin(this.isBroken ? "slow" : "quick");
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
    this.#opening.end();
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
      onFinished: (next) => this.#onFinished(next),
    };
    return new ReceiverWindow(sink, this.#site.messageBytes);
  }
}
