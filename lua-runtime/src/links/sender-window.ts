import { MAX_WINDOW_FRAMES, type WireError } from "#protocol";
import { findLost, type LossEvidence } from "./loss-detection.ts";
import type { LossEstimate } from "./loss-estimate.ts";
import { MessageQueue } from "./message-queue.ts";
import type { OutgoingFrame } from "./outgoing.ts";
import type { Path } from "./path.ts";
import { RoundTrip } from "./round-trip.ts";
import { widen } from "./sequence.ts";

/** Between questions for credit. */
const LONGEST_ASK_MS = 500;
/** A data frame and its acknowledgement are so much longer than a handshake. */
const DATA_TO_HANDSHAKE = 4;

/** What a line asks a conduit for. */
export interface Offer {
  readonly path: Path;
  /** Of that path to this peer. */
  readonly loss: LossEstimate;
  /** True: the peer can be reached over the other link too, so a frame lost on this one goes there. */
  readonly hasOther: boolean;
  readonly now: number;
}

/**
 * The sending half of a conduit: cuts messages into frames, keeps up to 32 of them under way, repeats the lost ones
 * (and only those), and tells each message when all of it has been acknowledged.
 *
 *     waiting --take--> flying --ack--> arrived --all before it too--> forgotten
 *                        |  ^
 *            evidence or |  | take, over another link if there is one
 *             time-out   v  |
 *                        lost
 */
export class SenderWindow {
  readonly #messages = new MessageQueue();
  readonly #frames = new Map<number, OutgoingFrame>();
  readonly #roundTrip = new RoundTrip();
  readonly #onFinished: () => void;
  #base = 0;
  #next = 0;
  #credit: number;
  #order = 0;
  #lost = 0;
  // Credit is used up: one frame may go to ask for more.
  #asking = false;
  #asks = 0;
  #timedFrom = 0;
  readonly #suspects = new Set<Path>();

  constructor(credit: number, onFinished: () => void) {
    this.#credit = credit;
    this.#onFinished = onFinished;
  }

  /** `settle` is called once: with nothing when all of the message is acknowledged, else with the error. */
  queue(bytes: Uint8Array, settle: (error: WireError | undefined) => void): void {
    this.#messages.add(bytes, settle);
  }

  /** No message comes any more: FIN goes after the last. */
  finish(reason: number): void {
    this.#messages.finish(reason);
  }

  /** What the far end's port has room for at the start, frames, and how long its answer took: data takes longer. */
  grant(credit: number, tookMs: number): void {
    this.#credit = credit;
    this.#roundTrip.sample(tookMs * DATA_TO_HANDSHAKE);
  }

  /** Paths that have lost so much in a row that they should be probed. */
  takeSuspects(): Path[] {
    const suspects = [...this.#suspects];
    this.#suspects.clear();
    return suspects;
  }

  get hasWork(): boolean {
    return this.#hasRepeat() || this.#hasNew();
  }

  /** True: messages are not acknowledged yet. */
  get hasMessages(): boolean {
    return this.#messages.hasMessages;
  }

  /** When `onTimeout` is due, ms on the host's clock; `Infinity`: nothing is awaited. */
  get deadline(): number {
    const stuck = this.#base < this.#next || this.#wantsCredit();
    return stuck ? this.#timedFrom + this.#patienceMs : Number.POSITIVE_INFINITY;
  }

  /** The next frame for this line; undefined: none. */
  take(offer: Offer): OutgoingFrame | undefined {
    const frame = this.#repeat(offer) ?? this.#cut(offer);
    if (frame === undefined) return undefined;
    if (this.#flyingSince() === undefined) this.#timedFrom = offer.now;
    this.#asking = false;
    frame.state = "flying";
    frame.transmissions += 1;
    frame.path = offer.path;
    frame.loss = offer.loss;
    frame.sentAt = offer.now;
    frame.order = this.#order++;
    return frame;
  }

  onAck(seq: number, bitmap: number, credit: number, now: number): void {
    const upTo = widen(seq, this.#base);
    if (upTo < this.#base || upTo > this.#next) return;
    const arrived = this.#markArrived(upTo, bitmap);
    if (upTo > this.#base || arrived.length > 0) {
      this.#timedFrom = now;
      this.#roundTrip.answered();
    }
    this.#learn(arrived, now);
    this.#advance(upTo);
    if (credit > 0 && this.#credit === 0) this.#timedFrom = now;
    if (credit > 0) this.#asks = 0;
    this.#credit = credit;
  }

  /** The far end has refused the message that ends with, or whose first part is, frame `seq`. */
  onRefused(seq: number, error: WireError): void {
    const message = this.#frames.get(widen(seq, this.#base))?.message;
    if (message !== undefined) this.#messages.refuse(message, error);
  }

  /**
   * `heardAt`: when the peer was last heard. A line that only loses much is not given more time; a dead one is.
   * True: it should be asked whether it lives.
   */
  onTimeout(now: number, heardAt: number): boolean {
    if (this.#wantsCredit()) return this.#ask(now);
    const isQuick = this.#patienceMs < this.#roundTrip.timeoutMs;
    if (!this.#loseOverdue(now)) return false;
    if (heardAt >= this.#timedFrom) this.#roundTrip.heard();
    else if (!isQuick) this.#roundTrip.backOff();
    this.#roundTrip.missed();
    this.#timedFrom = now;
    return !isQuick;
  }

  /** Every message that is not acknowledged fails with `error`. */
  fail(error: WireError): void {
    this.#messages.fail(error);
  }

  #hasRepeat(): boolean {
    if (this.#lost === 0) return this.#asking && this.#base < this.#next;
    return this.#asking || this.#credit > 0;
  }

  #hasNew(): boolean {
    if (!this.#messages.hasUncut) return false;
    const asks = this.#asking && this.#base === this.#next;
    return asks || this.#next < this.#limit();
  }

  /** Frames before this number may be sent. */
  #limit(): number {
    return this.#base + Math.min(MAX_WINDOW_FRAMES, this.#credit);
  }

  #wantsCredit(): boolean {
    if (this.#credit > 0) return false;
    return this.#base < this.#next || this.#messages.hasUncut;
  }

  #repeat(offer: Offer): OutgoingFrame | undefined {
    if (this.#asking) {
      const first = this.#frames.get(this.#base);
      if (first?.state === "lost") this.#lost -= 1;
      return first;
    }
    if (this.#lost === 0) return undefined;
    const limit = Math.min(this.#next, this.#limit());
    for (let seq = this.#base; seq < limit; seq++) {
      const frame = this.#frames.get(seq);
      if (frame?.state !== "lost" || !this.#fits(frame, offer)) continue;
      this.#lost -= 1;
      return frame;
    }
    return undefined;
  }

  #fits(frame: OutgoingFrame, offer: Offer): boolean {
    return frame.anyLink || !offer.hasOther || frame.path?.line !== offer.path.line;
  }

  #cut(offer: Offer): OutgoingFrame | undefined {
    if (!this.#hasNew()) return undefined;
    const frame = this.#messages.cut(this.#next++, offer.loss.fragmentBytes);
    this.#frames.set(frame.seq, frame);
    return frame;
  }

  #markArrived(upTo: number, bitmap: number): OutgoingFrame[] {
    const arrived: OutgoingFrame[] = [];
    for (let seq = this.#base; seq < this.#next; seq++) {
      const isTold = seq < upTo || (seq > upTo && ((bitmap >>> (seq - upTo - 1)) & 1) === 1);
      const frame = isTold ? this.#frames.get(seq) : undefined;
      if (frame === undefined || frame.state === "arrived") continue;
      if (frame.state === "lost") this.#lost -= 1;
      frame.state = "arrived";
      arrived.push(frame);
    }
    return arrived;
  }

  /** Takes what newly arrived frames tell about time and about frames sent before them. */
  #learn(arrived: readonly OutgoingFrame[], now: number): void {
    const evidence: LossEvidence = { orders: new Map(), sentAt: Number.NEGATIVE_INFINITY };
    let latest: OutgoingFrame | undefined;
    for (const frame of arrived) {
      const isSure = frame.transmissions === 1 || now - frame.sentAt >= this.#roundTrip.leastMs;
      if (!isSure || frame.path === undefined) continue;
      frame.path.works(now);
      frame.loss?.arrived(frame.wireBytes);
      const known = evidence.orders.get(frame.path) ?? -1;
      evidence.orders.set(frame.path, Math.max(known, frame.order));
      evidence.sentAt = Math.max(evidence.sentAt, frame.sentAt);
      if (frame.transmissions === 1 && frame.sentAt >= (latest?.sentAt ?? 0)) latest = frame;
    }
    if (latest !== undefined) {
      this.#roundTrip.sample(now - latest.sentAt, latest.loss?.isBad ? "bad" : "good");
    }
    const reorderMs = this.#roundTrip.smoothMs ?? Number.POSITIVE_INFINITY;
    for (const frame of findLost(this.#frames.values(), evidence, reorderMs)) this.#lose(frame);
  }

  /** There may be room by now, and the news of it lost. */
  #ask(now: number): false {
    this.#asking = true;
    this.#asks += 1;
    this.#timedFrom = now;
    return false;
  }

  /** False: the wait has begun anew meanwhile. */
  #loseOverdue(now: number): boolean {
    const limit = now - this.#patienceMs + 0.001;
    const flying = [...this.#frames.values()].filter((frame) => frame.state === "flying");
    const overdue = flying.filter((frame) => frame.sentAt <= limit);
    for (const frame of overdue) this.#lose(frame);
    for (const frame of this.#frames.values()) frame.anyLink = true;
    if (overdue.length > 0) return true;
    this.#timedFrom = Math.min(now, ...flying.map((frame) => frame.sentAt));
    return flying.length === 0;
  }

  #lose(frame: OutgoingFrame): void {
    frame.state = "lost";
    frame.anyLink = false;
    this.#lost += 1;
    frame.loss?.lost(frame.wireBytes);
    if (frame.path?.loses() === true) this.#suspects.add(frame.path);
  }

  #advance(upTo: number): void {
    for (; this.#base < upTo; this.#base++) this.#frames.delete(this.#base);
    if (this.#messages.acknowledge(upTo)) this.#onFinished();
  }

  /** Nothing that was sent later can show a loss while nothing new may be sent. */
  get #patienceMs(): number {
    if (this.#wantsCredit()) {
      return Math.min(LONGEST_ASK_MS, this.#roundTrip.timeoutMs * 2 ** this.#asks);
    }
    const isBad = this.#frames.get(this.#base)?.loss?.isBad === true;
    const isQuick = isBad && this.#credit > 0 && !this.#hasNew();
    return isQuick ? this.#roundTrip.quickMs : this.#roundTrip.timeoutMs;
  }

  #flyingSince(): number | undefined {
    for (const frame of this.#frames.values()) if (frame.state === "flying") return frame.sentAt;
    return undefined;
  }
}
