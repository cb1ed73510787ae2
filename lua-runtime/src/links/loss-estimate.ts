import { MAX_FRAGMENT_BYTES, MIN_WIRE_BYTES } from "#protocol";

/** What a DATA frame costs on the wire beside its part of the message: the flags come on top of an empty frame. */
export const DATA_OVERHEAD_BYTES = MIN_WIRE_BYTES + 1;

const SMALLEST_FRAGMENT_BYTES = 24;
/** For a path of which little is known: gets through a bad line too. */
const FIRST_FRAGMENT_BYTES = 112;
const UNKNOWN_BYTES = 1_024;
/** After so many bytes the past counts half. */
const MEMORY_BYTES = 32_768;
/** Fewer losses than this are chance. */
const FEW_LOSSES = 4;

/** How often a byte sent over a path takes its frame down, and which size of fragments carries most then. */
export class LossEstimate {
  #bytes = 0;
  #losses = 0;

  arrived(wireBytes: number): void {
    this.#count(wireBytes, 0);
  }

  lost(wireBytes: number): void {
    this.#count(wireBytes, 1);
  }

  /** True: losses are no chance. */
  get isBad(): boolean {
    return this.#losses >= FEW_LOSSES;
  }

  /**
   * With losses at rate e for each byte, a fragment of s bytes and h of overhead, s/(s+h) * exp(-e(s+h)) of the line is
   * used; it is greatest where s(s+h) = h/e.
   */
  get fragmentBytes(): number {
    if (this.#bytes < UNKNOWN_BYTES) return FIRST_FRAGMENT_BYTES;
    if (!this.isBad) return MAX_FRAGMENT_BYTES;
    const half = DATA_OVERHEAD_BYTES / 2;
    const perByte = this.#losses / this.#bytes;
    const best = Math.sqrt(half * half + DATA_OVERHEAD_BYTES / perByte) - half;
    return Math.round(Math.min(MAX_FRAGMENT_BYTES, Math.max(SMALLEST_FRAGMENT_BYTES, best)));
  }

  #count(wireBytes: number, losses: number): void {
    this.#bytes += wireBytes;
    this.#losses += losses;
    if (this.#bytes < MEMORY_BYTES) return;
    this.#bytes /= 2;
    this.#losses /= 2;
  }
}
