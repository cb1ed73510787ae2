import type { TrafficSample } from "#protocol";
import type { EventHub } from "./event-hub.ts";
import type { Nodes } from "./nodes.ts";
import type { SwitchUnit } from "./switch-unit.ts";

const SAMPLE_MS = 250;

/** Tells those who listen, a few times a second, what the boards and the switch count. */
export class TrafficSampler {
  readonly #nodes: Nodes;
  readonly #switch: SwitchUnit;
  readonly #hub: EventHub;
  #timer: NodeJS.Timeout | undefined;
  #last = "";

  constructor(options: { nodes: Nodes; switch: SwitchUnit; hub: EventHub }) {
    this.#nodes = options.nodes;
    this.#switch = options.switch;
    this.#hub = options.hub;
  }

  start(): void {
    this.#timer = setTimeout(async () => {
      if (this.#hub.listeners > 0) await this.#sample();
      if (this.#timer) this.start();
    }, SAMPLE_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #sample(): Promise<void> {
    const [switchView] = await Promise.all([this.#switch.view(), this.#nodes.refresh()]);
    const nodes = this.#nodes.list().map((node) => {
      const { name, state, memory, cpuMs, workers, links } = node.view();
      return { name, state, memory, cpuMs, workers, links };
    });
    const sample: TrafficSample = { nodes, switchPorts: switchView.ports };
    const text = JSON.stringify(sample);
    if (text === this.#last) return;
    this.#last = text;
    this.#hub.emitPassing({ type: "traffic", sample });
  }
}
