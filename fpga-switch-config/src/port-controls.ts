import type { Crossbar } from "./crossbar.ts";
import type { InputPort } from "./input-port.ts";
import { maskOfPorts, maskWords } from "./masks.ts";
import type { OutputPort } from "./output-port.ts";
import { COUNTER } from "./port-counters.ts";
import type { PortMask } from "./register-file.ts";
import type { RouteTable } from "./route-table.ts";

/** The two sides of one link port. */
export interface LinkPort {
  readonly input: InputPort;
  readonly output: OutputPort;
}

const IS_SET: Record<PortMask, (port: LinkPort) => boolean> = {
  EN: ({ input }) => input.enabled,
  RAW: ({ input }) => input.raw,
  DROP: ({ output }) => output.drop,
  CARRIER: ({ output }) => output.carrier,
  WEDGED: ({ output }) => output.wedged,
  STOPPED: ({ input }) => input.stoppedAt !== undefined,
};

/** What the mask registers show and do to the ports. */
export class PortControls {
  readonly #ports: readonly LinkPort[];
  readonly #crossbar: Crossbar;
  readonly #routes: RouteTable;

  constructor(ports: readonly LinkPort[], crossbar: Crossbar, routes: RouteTable) {
    this.#ports = ports;
    this.#crossbar = crossbar;
    this.#routes = routes;
  }

  mask(name: PortMask): Uint32Array {
    const set = this.#ports.filter(IS_SET[name]).map(({ input }) => input.index);
    return maskOfPorts(set, maskWords(this.#ports.length));
  }

  /** False: refused, nothing has changed. */
  set(name: "EN" | "RAW" | "DROP", words: Uint32Array): boolean {
    const changed = this.#ports.filter(
      (port) => IS_SET[name](port) !== bitOf(words, port.input.index),
    );
    if (name === "RAW") return this.#toggleRaw(changed);
    if (name === "DROP") this.#toggleDrop(changed);
    else this.#toggleEnabled(changed, words);
    return true;
  }

  #toggleRaw(ports: readonly LinkPort[]): boolean {
    if (ports.some(({ input }) => input.enabled)) return false;
    for (const { input } of ports) input.raw = !input.raw;
    return true;
  }

  #toggleDrop(ports: readonly LinkPort[]): void {
    for (const { output } of ports) {
      output.drop = !output.drop;
      output.wedged = false;
    }
  }

  #toggleEnabled(ports: readonly LinkPort[], enabled: Uint32Array): void {
    this.#routes.compile(enabled);
    for (const { input, output } of ports) {
      input.enabled = !input.enabled;
      output.enabled = input.enabled;
      if (input.enabled) continue;
      this.#crossbar.abort(input);
      this.#crossbar.dropQueue(input);
      this.#crossbar.flushQueue(output);
    }
    for (const { output } of ports) this.#crossbar.refuseWaiters(output, COUNTER.disabled);
  }
}

function bitOf(words: Uint32Array, port: number): boolean {
  return (((words[port >>> 5] ?? 0) >>> (port & 31)) & 1) === 1;
}
