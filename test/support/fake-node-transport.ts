import type { Clock, NmpTransport, RequestOptions } from "#nodes";
import { type NmpRequest, type NmpResponse, VnetosError } from "#protocol";
import type { FakeNode } from "./fake-node.ts";

/** What goes wrong with one request. before: it never arrives. after: it is executed, its answer is lost. */
export type Fault = "none" | "before" | "after" | { readonly delayMs: number };

/** A way to a fake node without a network, on a simulated clock, with faults as told. */
export class FakeNodeTransport implements NmpTransport {
  readonly url = "http://fake";
  readonly node: FakeNode;
  /** Asked for each request. */
  nextFault: (request: NmpRequest) => Fault = () => "none";
  readonly #clock: Clock;
  readonly #cuts = new Set<() => void>();
  closed = false;

  constructor(node: FakeNode, clock: Clock) {
    this.node = node;
    this.#clock = clock;
  }

  async request(request: NmpRequest, options: RequestOptions = {}): Promise<NmpResponse> {
    if (this.closed || options.signal?.aborted) throw new VnetosError("closed", "given up");
    const fault = this.nextFault(request);
    if (fault === "before") throw unreachable();
    const delayMs = typeof fault === "object" ? fault.delayMs : 0;
    const response = await this.#orCut(this.#deliver(request, delayMs), options.signal);
    if (fault === "after") throw unreachable();
    return response;
  }

  /** Every request under way loses its connection. */
  cut(): void {
    for (const cut of [...this.#cuts]) cut();
  }

  /** The node starts anew, as after a power cut. */
  reboot(): void {
    this.node.reboot();
    this.cut();
  }

  close(): void {
    this.closed = true;
    this.cut();
  }

  /** A cut on the way does not call a request back: it may arrive after its sender has given it up. */
  async #deliver(request: NmpRequest, delayMs: number): Promise<NmpResponse> {
    if (delayMs > 0) await new Promise<void>((resolve) => this.#clock.after(delayMs, resolve));
    return await this.node.handle(request);
  }

  #orCut(answer: Promise<NmpResponse>, signal?: AbortSignal): Promise<NmpResponse> {
    return new Promise((resolve, reject) => {
      const cut = () => reject(unreachable());
      const abort = () => reject(new VnetosError("closed", "given up"));
      this.#cuts.add(cut);
      signal?.addEventListener("abort", abort);
      const done = () => {
        this.#cuts.delete(cut);
        signal?.removeEventListener("abort", abort);
      };
      answer.then(resolve, reject).finally(done);
    });
  }
}

function unreachable(): VnetosError {
  return new VnetosError("unreachable", "node at http://fake does not answer: a fault of the test");
}
