import {
  type AttachRequest,
  NAME_PATTERN,
  type NetworkNode,
  type NodeView,
  parseKey,
  type SwitchView,
  type TopologyRequest,
  type TopologyView,
  VnetosError,
} from "#protocol";
import { type BoardChoice, type BoardProgram, boardProgram } from "./board-program.ts";
import { Channels } from "./channels.ts";
import { ClusterNode, type ClusterNodeOptions, type NodeListener } from "./cluster-node.ts";
import { ClusterStore, type StoredCluster, type StoredNode } from "./cluster-store.ts";
import { Connections } from "./connections.ts";
import { EventHub } from "./event-hub.ts";
import { Links } from "./links.ts";
import { NetworkKeeper } from "./network-keeper.ts";
import { Nodes, Workers } from "./nodes.ts";
import { ProgramLibrary } from "./program-library.ts";
import { Runs } from "./runs.ts";
import type { StateFolder } from "./state-folder.ts";
import { SwitchUnit } from "./switch-unit.ts";
import { TrafficSampler } from "./traffic-sampler.ts";
import { VirtualBoards } from "./virtual-boards.ts";
import { Wiring } from "./wiring.ts";

export interface ClusterOptions {
  /** Virtual boards to start: b0, b1, … */
  readonly boards: number;
  readonly stateFolder: StateFolder;
  /** False: this cluster neither takes up nor leaves anything but its cache of programs. */
  readonly remember: boolean;
  /** What hosts the virtual boards. Absent: Fengari. */
  readonly board?: BoardChoice | undefined;
  /** Told, line by line, while native boards are being built. */
  readonly onProgress?: ((line: string) => void) | undefined;
}

/** Boards whose links the switch has ports for. */
const BOARDS_MAX = 8;

/** The multicomputer as the gateway holds it: boards, switch, programs, runs, and what joins them. */
export class Cluster {
  readonly events = new EventHub();
  readonly nodes = new Nodes();
  readonly workers = new Workers(this.nodes);
  readonly switch: SwitchUnit;
  readonly wiring: Wiring;
  readonly links: Links;
  readonly programs: ProgramLibrary;
  readonly runs: Runs;
  readonly connections: Connections;
  readonly network: NetworkKeeper;
  readonly boards: VirtualBoards;
  readonly #options: ClusterOptions;
  readonly #store: ClusterStore;
  readonly #sampler: TrafficSampler;
  /** False until all that is remembered has been taken up: until then nothing may be written over it. */
  #takenUp = false;
  #program: BoardProgram | undefined;

  constructor(options: ClusterOptions) {
    checkBoardCount(options.boards);
    this.#options = options;
    const { nodes, events: hub } = this;
    this.#store = new ClusterStore(options.remember ? options.stateFolder : undefined);
    const channels = new Channels();
    this.switch = new SwitchUnit({ notice: (level, message) => this.#notice(level, message) });
    this.wiring = new Wiring({
      nodes,
      switch: this.switch,
      notice: (message) => this.#notice("warning", message),
    });
    this.links = new Links({
      nodes,
      switch: this.switch,
      onChange: (message) => this.#rewired(message),
    });
    this.programs = new ProgramLibrary(options.stateFolder.folder("programs"));
    this.runs = new Runs({
      nodes,
      programs: this.programs,
      hub,
      channels,
      nextId: () => this.#store.nextRunId(),
      layOut: (names) => this.wiring.layOut(names),
    });
    this.connections = new Connections({ nodes, channels, onChange: () => this.#remember() });
    this.boards = new VirtualBoards({
      program: () => this.#boardProgram(),
      linkPath: (port) => this.switch.linkPath(port),
      onDeath: (names, reason, delayMs) => this.#boardsDied(names, reason, delayMs),
    });
    const { wiring, connections, links, runs, programs } = this;
    const setNodes = (wanted: readonly NetworkNode[]) => this.#setNodes(wanted);
    const setTopology = (request: TopologyRequest) => this.setTopology(request);
    const parts = { nodes, wiring, connections, links, runs, programs, setNodes, setTopology };
    this.network = new NetworkKeeper({ ...parts, switch: this.switch });
    this.#sampler = new TrafficSampler({ nodes, switch: this.switch, hub });
  }

  /** Brings up switch and boards, and takes up what an earlier gateway was attached to. */
  async start(): Promise<void> {
    this.programs.warmUp();
    const numbers = Array.from({ length: this.#options.boards }, (_, board) => board);
    const { nodes, topology, connections } = this.#store.stored;
    await Promise.all([
      this.switch.start(),
      this.#startVirtual(numbers.map((board) => ({ name: `b${board}`, board }))),
    ]);
    await Promise.all(nodes.map((stored) => this.#resume(stored)));
    await this.#orNotice(
      () => this.wiring.set(topology),
      () => this.#orNotice(() => this.wiring.set({ name: "full" })),
    );
    for (const spec of connections) await this.#orNotice(() => this.connections.takeUp(spec));
    this.#sampler.start();
    this.#takenUp = true;
    this.#remember();
  }

  /** Ends all that this gateway started; attached nodes are left as they are, with their sessions. */
  async stop(): Promise<void> {
    this.#sampler.stop();
    this.#remember();
    await Promise.all(this.nodes.list().map((node) => node.leave()));
    await Promise.all([this.boards.end(), this.switch.end(), this.programs.stop()]);
  }

  /** @throws VnetosError `unreachable`, `wrong-key`, `unsupported-version`, `conflict` */
  async attach(request: AttachRequest): Promise<NodeView> {
    const key = request.key === undefined ? undefined : parseKey(request.key);
    const probe = await ClusterNode.probe(request.url, key);
    const name = request.name ?? probe.name;
    this.#checkAttach(name, probe.name, request.board);
    const node = this.#add({
      name,
      origin: "attached",
      url: request.url,
      key,
      board: request.board,
    });
    try {
      await node.start();
      if (node.board !== undefined) await this.wiring.renew();
    } catch (error) {
      await this.#drop(node);
      throw error;
    }
    this.#remember();
    return await this.nodes.view(name);
  }

  #checkAttach(name: string, ownName: string, board: number | undefined): void {
    if (!NAME_PATTERN.test(name)) throw new VnetosError("bad-request", `node name "${name}"`);
    // A board takes messages for its own name for its own: another node of that name could not be reached from it.
    if (name !== ownName && this.nodes.find(ownName))
      throw new VnetosError(
        "conflict",
        `the node calls itself ${ownName}, and there is a ${ownName} already: start it under another name`,
      );
    if (board !== undefined && board >= BOARDS_MAX)
      throw new VnetosError(
        "impossible-route",
        `board ${board}: the switch has ports for 0 to ${BOARDS_MAX - 1}`,
      );
  }

  /** @throws VnetosError `no-such-node`, `conflict` for a board that this gateway started */
  async detach(name: string): Promise<void> {
    const node = this.nodes.get(name);
    if (node.origin === "virtual")
      throw new VnetosError(
        "conflict",
        `${name} is a virtual board of this cluster: it cannot be detached`,
      );
    await this.connections.removeOf(name);
    await this.#drop(node);
    this.#remember();
    if (node.board !== undefined) await this.#orNotice(() => this.wiring.renew());
  }

  async setTopology(request: TopologyRequest): Promise<TopologyView> {
    const topology = await this.wiring.set(request);
    this.events.emit({ type: "topology", topology });
    this.#remember();
    return topology;
  }

  async setLineSpeed(bitsPerSecond: number): Promise<SwitchView> {
    await this.switch.setLineSpeed(bitsPerSecond);
    return await this.switch.view();
  }

  /** Faults on a cable have changed: ways may lead elsewhere now. */
  async #rewired(message: string): Promise<void> {
    this.#notice("info", message);
    await this.wiring.renew();
  }

  /** The kind of the virtual boards, and why `auto` has not taken native ones; absent before they are started. */
  get boardKind(): Omit<BoardProgram, "program"> | undefined {
    return this.#program;
  }

  async #boardProgram(): Promise<BoardProgram> {
    const { board = "fengari", onProgress } = this.#options;
    this.#program ??= await boardProgram(board, onProgress);
    return this.#program;
  }

  async #startVirtual(wanted: readonly { name: string; board: number }[]): Promise<void> {
    const started = await this.boards.start(wanted);
    const nodes = started.map((board) => this.#add({ ...board, origin: "virtual" }));
    await Promise.all(nodes.map((node) => node.start()));
  }

  async #resume(stored: StoredNode): Promise<void> {
    await this.#orNotice(async () => {
      const key = stored.key === undefined ? undefined : parseKey(stored.key);
      // What the board has kept is told again from its start: the former gateway's log is gone.
      const position = stored.position && { ...stored.position, startAfter: 0 };
      await this.#add({ ...stored, key, position, origin: "attached" }).start();
    });
  }

  #add(options: ClusterNodeOptions): ClusterNode {
    const node = new ClusterNode(options, this.#listener);
    this.nodes.add(node);
    return node;
  }

  async #drop(node: ClusterNode): Promise<void> {
    this.nodes.remove(node.name);
    await node.close();
    this.runs.noteGone(node.name, `node ${node.name} has left the cluster while the program ran`);
  }

  readonly #listener: NodeListener = {
    onState: (node, state, message) => {
      this.events.emit({ type: "node", node: node.name, state, message });
      if (state === "lost" && node.origin === "attached")
        this.#notice("warning", `node ${node.name} is lost: ${message}`, node.name);
      if (state !== "up") return;
      void this.#orNotice(() => this.wiring.tell(node));
      void this.#orNotice(() => this.connections.restore(node.name));
      this.#remember();
    },
    onReboot: (node) =>
      this.runs.noteGone(node.name, `node ${node.name} started anew while the program ran`),
    onFault: (node, error) =>
      this.#notice("error", `${node.name} told what cannot be: ${error.message}`, node.name),
    onDropped: (node, count) =>
      this.#notice(
        "warning",
        `${count} events of ${node.name} were lost: its log was full`,
        node.name,
      ),
    onEvent: (node, event) => {
      const { name } = node;
      if (event.type === "output") {
        const { type, worker, stream, text } = event;
        const { run, rank } = node.worldOf(worker) ?? {};
        this.events.emit({ type, node: name, worker, run, rank, stream, text });
      } else if (event.type === "file") {
        const { type, worker, data, last } = event;
        const { run } = node.worldOf(worker) ?? {};
        this.events.emit({ type, node: name, worker, run, name: event.name, data, last });
      } else if (event.type === "worker") {
        const worker = this.runs.inSources(event.worker);
        this.events.emit({ type: "worker", node: name, run: worker.world?.run, worker });
        this.runs.note(name, worker);
      } else if (event.type === "peer") {
        this.#notice(
          event.state === "lost" ? "warning" : "info",
          `${name}: ${event.message}`,
          name,
        );
      } else {
        this.#notice("info", `${name} link ${event.link}: ${event.message}`, name);
      }
    },
  };

  #boardsDied(names: readonly string[], reason: string, delayMs: number): void {
    for (const name of names) this.nodes.find(name)?.hostDied(reason);
    const which = names.join(", ");
    const what = names.length === 1 ? `board ${which} died` : `boards ${which} died`;
    this.#notice("error", `${what} (${reason}); started again in ${delayMs} ms`);
  }

  /** Virtual nodes that are wanted are started or kept, others ended; attached ones likewise. */
  async #setNodes(wanted: readonly NetworkNode[]): Promise<void> {
    const virtual = wanted.filter((node) => node.origin === "virtual");
    const wantedNow = new Set(wanted.map(keyOf));
    for (const node of this.nodes.list()) {
      if (wantedNow.has(keyOf(node))) continue;
      await this.#drop(node);
      if (node.origin === "virtual") await this.boards.endBoard(node.name);
    }
    const missing = virtual.filter(({ name }) => !this.nodes.find(name));
    await this.#startVirtual(missing.map(({ name, board = 0 }) => ({ name, board })));
    for (const { name, origin, url = "", board } of wanted)
      if (origin === "attached" && !this.nodes.find(name))
        await this.#orNotice(() =>
          this.attach({ name, url, ...(board === undefined ? {} : { board }) }),
        );
  }

  #remember(): void {
    if (!this.#takenUp) return;
    try {
      this.#store.update(this.#toRemember());
    } catch (error) {
      this.#notice("error", `what this cluster is cannot be kept: ${(error as Error).message}`);
    }
  }

  #toRemember(): Pick<StoredCluster, "nodes" | "topology" | "connections"> {
    const attached = this.nodes.list().filter((node) => node.origin === "attached");
    return {
      nodes: attached.map(({ name, url, key, board, position }) => ({
        name,
        url,
        key: key && Buffer.from(key).toString("hex"),
        board,
        position,
      })),
      topology: this.wiring.request,
      connections: this.connections.specs(),
    };
  }

  /** What fails here must not bring the cluster down: it is told, and, where there is one, the other way taken. */
  async #orNotice(
    attempt: () => Promise<unknown>,
    otherwise?: () => Promise<unknown>,
  ): Promise<void> {
    try {
      await attempt();
    } catch (error) {
      this.#notice("warning", (error as Error).message);
      await otherwise?.();
    }
  }

  #notice(level: "info" | "warning" | "error", message: string, node?: string): void {
    this.events.emit({ type: "notice", level, message, ...(node === undefined ? {} : { node }) });
  }
}

const keyOf = ({ name, origin, board, url }: NetworkNode) =>
  `${name} ${origin} ${board ?? ""} ${origin === "attached" ? url : ""}`;

function checkBoardCount(boards: number): void {
  if (Number.isInteger(boards) && boards >= 0 && boards <= BOARDS_MAX) return;
  throw new VnetosError(
    "bad-request",
    `${boards} boards: the switch has ports for 0 to ${BOARDS_MAX}`,
  );
}
