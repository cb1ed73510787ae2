import { type CableFaults, type CableState, type LinkView, VnetosError } from "#protocol";
import type { ClusterNode } from "./cluster-node.ts";
import type { Nodes } from "./nodes.ts";
import type { SwitchUnit } from "./switch-unit.ts";

/** The cables between boards and switch, and the faults put on them. */
export class Links {
  readonly #nodes: Nodes;
  readonly #switch: SwitchUnit;
  readonly #onChange: (message: string) => Promise<void>;

  constructor(options: {
    nodes: Nodes;
    switch: SwitchUnit;
    onChange: (message: string) => Promise<void>;
  }) {
    this.#nodes = options.nodes;
    this.#switch = options.switch;
    this.#onChange = options.onChange;
  }

  async list(): Promise<LinkView[]> {
    await this.#nodes.refresh();
    return this.#nodes.wired().flatMap((node) => [this.#view(node, 0), this.#view(node, 1)]);
  }

  /** Replaces the faults of one cable; `{}` mends it. @throws VnetosError `no-such-node`, `not-found` */
  async setFaults(name: string, link: number, faults: CableFaults): Promise<LinkView> {
    const node = this.#nodes.get(name);
    await this.#switch.setFaults(portOf(node, link), faults);
    const view = this.#view(node, link);
    await this.#onChange(`link ${name}/${link}: ${describeFaults(view.faults)}`);
    return view;
  }

  faulty(): ({ node: string; link: number } & CableFaults)[] {
    return this.#nodes.wired().flatMap((node) =>
      [0, 1].flatMap((link) => {
        const { cut, ber, loss, delayMs } = this.#switch.faults(portOf(node, link));
        if (!cut && ber === 0 && loss === 0 && delayMs === 0) return [];
        return [{ node: node.name, link, cut, ber, loss, delayMs }];
      }),
    );
  }

  async clear(): Promise<void> {
    for (const { node, link } of this.faulty()) await this.setFaults(node, link, {});
  }

  #view(node: ClusterNode, link: number): LinkView {
    const switchPort = portOf(node, link);
    return {
      node: node.name,
      link,
      switchPort,
      faults: this.#switch.faults(switchPort),
      stats: node.view().links[link],
    };
  }
}

/** "cut, ber 0.0001" or "no faults". */
function describeFaults({ cut, ber, loss, delayMs }: CableState): string {
  const told = [
    cut && "cut",
    ber > 0 && `ber ${ber}`,
    loss > 0 && `loss ${loss}`,
    delayMs > 0 && `delay ${delayMs} ms`,
  ];
  return told.filter(Boolean).join(", ") || "no faults";
}

function portOf(node: ClusterNode, link: number): number {
  if (node.board === undefined)
    throw new VnetosError("not-found", `node ${node.name} has no links to the switch`);
  if (link !== 0 && link !== 1)
    throw new VnetosError("not-found", `node ${node.name} has links 0 and 1, not ${link}`);
  return 2 * node.board + link;
}
