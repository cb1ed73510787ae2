import { mixTag } from "#protocol";

/** What the two ends of a connection know of each other's incarnations. */
export class Handshake {
  /** Own, 1..65535. */
  incarnation: number;
  /** That of the far end as far as told, not yet proven to be alive; 0: none. */
  #candidate = 0;
  #peer = 0;
  #tag = 0;
  /** True: this node's address is the lower of the two. */
  isLower: boolean;

  constructor(incarnation: number, isLower: boolean) {
    this.incarnation = incarnation;
    this.isLower = isLower;
  }

  /** True: both ends know each other. */
  get isDone(): boolean {
    return this.#peer !== 0;
  }

  /** Of all frames but OPEN and ACCEPT. */
  get tag(): number {
    return this.#tag;
  }

  isPeer(incarnation: number): boolean {
    return this.#peer === incarnation;
  }

  /** The far end says that it is this one: to be proven. */
  hear(incarnation: number): void {
    this.#candidate = incarnation;
  }

  /** The incarnation that a frame with this tag proves, if it is the one heard of; else 0. */
  provenBy(tag: number): number {
    if (this.#candidate === 0 || this.#candidate === this.#peer) return 0;
    return this.#mix(this.#candidate) === tag ? this.#candidate : 0;
  }

  complete(peer: number): void {
    this.#peer = peer;
    this.#candidate = peer;
    this.#tag = this.#mix(peer);
  }

  /** Begins anew, as somebody else. */
  restart(incarnation: number): void {
    this.incarnation = incarnation;
    this.#peer = 0;
    this.#candidate = 0;
    this.#tag = 0;
  }

  #mix(peer: number): number {
    return this.isLower ? mixTag(this.incarnation, peer) : mixTag(peer, this.incarnation);
  }
}
