import type { NetworkDocument, NetworkNode, TopologyRequest } from "#protocol";
import type { Connections } from "./connections.ts";
import type { Links } from "./links.ts";
import type { Nodes } from "./nodes.ts";
import type { ProgramLibrary } from "./program-library.ts";
import type { Runs } from "./runs.ts";
import type { SwitchUnit } from "./switch-unit.ts";
import type { Wiring } from "./wiring.ts";

interface Parts {
  readonly nodes: Nodes;
  readonly wiring: Wiring;
  readonly connections: Connections;
  readonly links: Links;
  readonly switch: SwitchUnit;
  readonly runs: Runs;
  readonly programs: ProgramLibrary;
  /** Makes the set of nodes what it should be. */
  readonly setNodes: (nodes: readonly NetworkNode[]) => Promise<void>;
  readonly setTopology: (request: TopologyRequest) => Promise<unknown>;
}

/** The whole lab as a document, and the way back. */
export class NetworkKeeper {
  readonly #parts: Parts;
  /** Loads follow each other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Keys are not in it: a document is made to be given away. */
  save(): NetworkDocument {
    const { nodes, wiring, connections, links, runs, programs } = this.#parts;
    return {
      format: "vnetos-network",
      version: 1,
      nodes: nodes.list().map(({ name, origin, board, url }) => ({
        name,
        origin,
        ...(board === undefined ? {} : { board }),
        ...(origin === "attached" ? { url } : {}),
      })),
      topology: wiring.request,
      connections: connections.specs(),
      faults: links.faulty(),
      lineSpeed: this.#parts.switch.lineSpeed,
      runs: runs.detached().map((run) => ({
        name: run.options.name,
        app: programs.get(run.options.sha256).app,
        nodes: run.options.nodes,
        args: run.options.args,
        input: run.options.input,
        ...(run.options.memoryBytes === undefined ? {} : { memoryBytes: run.options.memoryBytes }),
        ...(run.options.cpuMs === undefined ? {} : { cpuMs: run.options.cpuMs }),
      })),
    };
  }

  /**
   * Makes the cluster what a document says: nodes, topology, connections, faults, runs. Its apps are compiled and
   * its topology is tried first, so that a document that cannot be loaded changes nothing.
   */
  async load(document: NetworkDocument): Promise<NetworkDocument> {
    const load = this.#last.then(() => this.#load(document));
    // A load that fails is told to who asked for it; the next one goes ahead.
    this.#last = load.catch(() => {});
    return await load;
  }

  async #load(document: NetworkDocument): Promise<NetworkDocument> {
    const { connections, links, runs } = this.#parts;
    await this.#check(document);
    await runs.killAll();
    await connections.clear();
    await links.clear();
    // The shape in force need not be one that the new nodes can have.
    await this.#parts.setTopology({ name: "full" });
    await this.#parts.setNodes(document.nodes);
    await this.#parts.setTopology(document.topology);
    await this.#parts.switch.setLineSpeed(document.lineSpeed);
    for (const { node, link, ...faults } of document.faults)
      await links.setFaults(node, link, faults);
    for (const connection of document.connections) await connections.put(connection);
    for (const run of document.runs) await runs.start({ ...run, detached: true });
    return this.save();
  }

  async #check(document: NetworkDocument): Promise<void> {
    for (const run of document.runs) await this.#parts.programs.compile(run.app);
    const boards = document.nodes.flatMap(({ name, board }) =>
      board === undefined ? [] : [{ name, board }],
    );
    this.#parts.wiring.check(document.topology, boards);
  }
}
