import type { WireError } from "#protocol";

/** One message to several places: done when all have it, or with the first error. Cancelling stops the wait only. */
export class Sending {
  readonly #done: (error?: WireError) => void;
  readonly #soon: (callback: () => void) => void;
  #open: number;
  #hasReturned = false;
  #isTold = false;

  constructor(
    targets: number,
    soon: (callback: () => void) => void,
    done: (error?: WireError) => void,
  ) {
    this.#open = targets;
    this.#soon = soon;
    this.#done = done;
  }

  /** One place has it (undefined), or has failed. */
  settle(error: WireError | undefined): void {
    this.#open -= 1;
    if (error !== undefined || this.#open === 0) this.#tell(error);
  }

  /** Fails now, whatever becomes of it. */
  fail(error: WireError): void {
    this.#tell(error);
  }

  /** All places are settled: it holds no memory any more. */
  get isOver(): boolean {
    return this.#open <= 0;
  }

  /** `send` is about to return: from now on the answer need not wait. */
  returned(): void {
    this.#hasReturned = true;
  }

  cancel(): void {
    this.#isTold = true;
  }

  #tell(error: WireError | undefined): void {
    if (this.#isTold) return;
    if (this.#hasReturned) {
      this.#isTold = true;
      this.#done(error);
      return;
    }
    this.#soon(() => this.#tell(error));
  }
}
