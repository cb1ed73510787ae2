import type {
  CableFaults,
  LinkView,
  NodeView,
  RunView,
  SwitchPortView,
  SwitchView,
  TopologyView,
  TrafficSample,
} from "#protocol";
import { fakeRows, fakeTopology } from "./fake-gateway-topology.ts";
import { fakeNode, fakePort, fakeRun, fakeWorker } from "./fake-gateway-views.ts";

const SOUND = { cut: false, ber: 0, loss: 0, delayMs: 0 } as const;
const FRAME_BYTES = 180;

/** What a fake gateway tells of: eight boards with a worker each, and a switch, that change only when told to. */
export class FakeCluster {
  nodes: NodeView[];
  ports: SwitchPortView[] = Array.from({ length: 16 }, (_, port) => fakePort(port));
  runs: RunView[] = [fakeRun("r1")];
  topology: TopologyView = fakeTopology("full") ?? { name: "full", edges: [] };
  readonly #faults = new Map<string, LinkView["faults"]>();

  constructor() {
    const nodes = Array.from({ length: 8 }, (_, n) => `b${n}`);
    this.nodes = nodes.map((_, rank) =>
      fakeNode(rank, { workers: [fakeWorker(1, { world: { run: "r1", rank, nodes } })] }),
    );
  }

  get switch(): SwitchView {
    const rows = fakeRows(this.topology);
    return { id: "vsw16", version: "0.1.0", state: "up", ports: this.ports, rows, lineSpeed: 5e6 };
  }

  get links(): readonly LinkView[] {
    return this.nodes.flatMap((node) =>
      node.links.map((stats, link) => ({
        node: node.name,
        link,
        switchPort: node.switchPorts?.[link === 0 ? 0 : 1] ?? 0,
        faults: this.#faults.get(`${node.name}/${link}`) ?? SOUND,
        stats,
      })),
    );
  }

  get sample(): TrafficSample {
    return { nodes: this.nodes, switchPorts: this.ports };
  }

  /** False: no such topology. */
  setTopology(name: string): boolean {
    const topology = fakeTopology(name);
    if (topology) this.topology = topology;
    return topology !== undefined;
  }

  setFaults(node: string, link: number, faults: CableFaults): LinkView | undefined {
    const name = `${node}/${link}`;
    const was = this.#faults.get(name) ?? SOUND;
    this.#faults.set(name, {
      cut: faults.cut ?? was.cut,
      ber: faults.ber ?? was.ber,
      loss: faults.loss ?? was.loss,
      delayMs: faults.delayMs ?? was.delayMs,
    });
    return this.links.find((view) => view.node === node && view.link === link);
  }

  /** Frames travel from one switch port to another, and are counted on their way. */
  send(from: number, to: number, frames: number): void {
    const bytes = frames * FRAME_BYTES;
    this.#countLink(from, { framesOut: frames, bytesOut: bytes });
    this.#countPort(from, { framesIn: frames, bytesIn: bytes });
    this.#countPort(to, { framesOut: frames, bytesOut: bytes });
    this.#countLink(to, { framesIn: frames, bytesIn: bytes });
  }

  changeNode(name: string, change: (node: NodeView) => Partial<NodeView>): void {
    this.nodes = this.nodes.map((node) =>
      node.name === name ? { ...node, ...change(node) } : node,
    );
  }

  changePort(port: number, part: Partial<SwitchPortView>): void {
    this.ports = this.ports.map((view) => (view.port === port ? { ...view, ...part } : view));
  }

  killWorker(name: string, id: number): boolean {
    const known = this.nodes.some((n) => n.name === name && n.workers.some((w) => w.id === id));
    this.changeNode(name, (node) => ({ workers: node.workers.filter((w) => w.id !== id) }));
    return known;
  }

  #countLink(port: number, grown: Readonly<Record<string, number>>): void {
    const own = port % 2;
    this.changeNode(`b${Math.floor(port / 2)}`, (node) => ({
      links: node.links.map((link, n) => (n === own ? added(link, grown) : link)),
    }));
  }

  #countPort(port: number, grown: Readonly<Record<string, number>>): void {
    this.ports = this.ports.map((view) => (view.port === port ? added(view, grown) : view));
  }
}

function added<Counters extends object>(
  counters: Counters,
  grown: Readonly<Record<string, number>>,
): Counters {
  const sums = Object.entries(grown).map(([name, by]) => {
    const was: unknown = Reflect.get(counters, name);
    return [name, (typeof was === "number" ? was : 0) + by] as const;
  });
  return { ...counters, ...Object.fromEntries(sums) };
}
