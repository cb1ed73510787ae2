import { COUNTER_STRIDE, counterOffset } from "./registers.ts";

/** Places of the counters in a port's block, by what the code calls them. */
export const COUNTER = {
  rxBytes: counterOffset("RX_BYTES"),
  rxFrames: counterOffset("RX_FRAMES"),
  rxCopies: counterOffset("RX_COPIES"),
  oversize: counterOffset("ERR_OVERSIZE"),
  badCobs: counterOffset("ERR_COBS"),
  aborted: counterOffset("ERR_ABORTED"),
  unrouted: counterOffset("UNROUTED"),
  wedged: counterOffset("DROP_WEDGED"),
  noCarrier: counterOffset("DROP_CARRIER"),
  disabled: counterOffset("DROP_DISABLED"),
  txBytes: counterOffset("TX_BYTES"),
  txFrames: counterOffset("TX_FRAMES"),
  txFlushed: counterOffset("TX_FLUSHED"),
  stops: counterOffset("STOPS"),
  stoppedUs: counterOffset("STOPPED_US"),
  fillIn: counterOffset("FILL_IN"),
  fillOut: counterOffset("FILL_OUT"),
  highIn: counterOffset("HIGH_IN"),
  highOut: counterOffset("HIGH_OUT"),
} as const;

/** All counters of all ports, 32 bits each; they wrap around. */
export class PortCounters {
  readonly #words: Uint32Array;

  constructor(ports: number) {
    this.#words = new Uint32Array(ports * COUNTER_STRIDE);
  }

  get(port: number, counter: number): number {
    return this.#words[port * COUNTER_STRIDE + counter] ?? 0;
  }

  add(port: number, counter: number, count: number): void {
    this.set(port, counter, this.get(port, counter) + count);
  }

  set(port: number, counter: number, value: number): void {
    this.#words[port * COUNTER_STRIDE + counter] = value;
  }

  raise(port: number, counter: number, value: number): void {
    if (value > this.get(port, counter)) this.set(port, counter, value);
  }

  copy(): Uint32Array {
    return this.#words.slice();
  }
}
