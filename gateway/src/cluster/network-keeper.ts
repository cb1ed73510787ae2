import { type NetworkDocument, type NetworkNode, VnetosError } from "#protocol";
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
}

/** The whole lab as a document, and the way back. */
export class NetworkKeeper {
  readonly #parts: Parts;

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
      })),
    };
  }

  /**
   * Makes the cluster what a document says: nodes, topology, connections, faults, runs. All apps are
   * compiled first, so that a document with a broken one changes nothing.
   */
  async load(document: NetworkDocument): Promise<NetworkDocument> {
    const { wiring, connections, links, runs, programs } = this.#parts;
    for (const run of document.runs) await programs.compile(run.app);
    checkBoards(document);
    await runs.killAll();
    await connections.clear();
    await links.clear();
    await this.#parts.setNodes(document.nodes);
    await wiring.set(document.topology);
    await this.#parts.switch.setLineSpeed(document.lineSpeed);
    for (const { node, link, ...faults } of document.faults)
      await links.setFaults(node, link, faults);
    for (const connection of document.connections) await connections.put(connection);
    for (const run of document.runs) await runs.start({ ...run, detached: true });
    return this.save();
  }
}

function checkBoards({ nodes }: NetworkDocument): void {
  const owners = new Map<number, string>();
  for (const { name, origin, board } of nodes) {
    if (board === undefined) {
      if (origin === "attached") continue;
      throw new VnetosError("bad-request", `network document: virtual node ${name} needs a board`);
    }
    const owner = owners.get(board);
    if (owner !== undefined)
      throw new VnetosError(
        "bad-request",
        `network document: board ${board} is ${owner}'s and ${name}'s`,
      );
    owners.set(board, name);
  }
}
