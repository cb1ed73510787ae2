import {
  NodeClient,
  NodeSession,
  type SessionNews,
  type SessionPosition,
  transportTo,
} from "#nodes";
import {
  type NodeEvent,
  type NodeInfo,
  type NodeState,
  type NodeStats,
  type NodeView,
  VnetosError,
  type WorkerStatus,
  type World,
} from "#protocol";

export interface ClusterNodeOptions {
  readonly name: string;
  readonly origin: "virtual" | "attached";
  readonly url: string;
  /** 32 bytes; absent: the node takes plain requests. */
  readonly key?: Uint8Array | undefined;
  /** Which pair of switch ports its links are wired to; absent: none. */
  readonly board?: number | undefined;
  /** Where an earlier gateway left off with it. */
  readonly position?: SessionPosition | undefined;
}

export interface NodeListener {
  onState(node: ClusterNode, state: NodeState, message: string): void;
  /** It started anew: its workers, ports and routes are gone. */
  onReboot(node: ClusterNode): void;
  onEvent(node: ClusterNode, event: NodeEvent): void;
  onDropped(node: ClusterNode, count: number): void;
  /** It told something that is not of the protocol. */
  onFault(node: ClusterNode, error: Error): void;
}

/** A node as the gateway knows it: its session, its state, and what it told last. */
export class ClusterNode {
  readonly name: string;
  readonly origin: "virtual" | "attached";
  readonly url: string;
  readonly key: Uint8Array | undefined;
  readonly board: number | undefined;
  restarts = 0;
  readonly #session: NodeSession;
  readonly #listener: NodeListener;
  #state: NodeState = "starting";
  #reason: string | undefined;
  #stats: NodeStats | undefined;
  readonly #workers = new Map<number, WorkerStatus>();

  constructor(options: ClusterNodeOptions, listener: NodeListener) {
    this.name = options.name;
    this.origin = options.origin;
    this.url = options.url;
    this.key = options.key;
    this.board = options.board;
    this.#listener = listener;
    this.#session = new NodeSession({
      transport: transportTo(options.url, options.key),
      client: `gateway ${process.pid}`,
      position: options.position,
      onNews: (news) => this.#takeSafely(news),
    });
  }

  /** @throws VnetosError `unreachable`, `wrong-key`, `unsupported-version`: it is tried on nevertheless */
  async start(): Promise<void> {
    await this.#session.start();
  }

  get state(): NodeState {
    return this.#state;
  }

  /** What the node calls itself: its own ports are tied under this name. */
  get ownName(): string {
    return this.#session.info?.name ?? this.name;
  }

  get position(): SessionPosition | undefined {
    return this.#session.position;
  }

  /** Calls to the node. @throws VnetosError `unreachable` when it is not up */
  get client(): NodeSession["client"] {
    if (this.#state === "up") return this.#session.client;
    throw new VnetosError("unreachable", `node ${this.name} is ${this.#state}${this.#because()}`);
  }

  worker(id: number): WorkerStatus {
    const worker = this.#workers.get(id);
    if (worker) return worker;
    throw new VnetosError("no-such-worker", `no worker ${this.name}/${id}`);
  }

  get workers(): WorkerStatus[] {
    return [...this.#workers.values()];
  }

  /** Asks the node for its figures. A node that does not answer keeps its last ones. */
  async refresh(): Promise<void> {
    if (this.#state !== "up") return;
    try {
      this.#stats = await this.#session.client.stats();
      for (const worker of this.#stats.workers) this.#workers.set(worker.id, worker);
    } catch (error) {
      // That it does not answer is told by its session.
      if (!(error instanceof VnetosError)) this.#listener.onFault(this, error as Error);
    }
  }

  view(): NodeView {
    const stats = this.#stats;
    return {
      name: this.name,
      origin: this.origin,
      state: this.#state,
      ...(this.#reason === undefined ? {} : { reason: this.#reason }),
      url: this.url,
      ...(this.board === undefined
        ? {}
        : { address: this.board + 1, switchPorts: [2 * this.board, 2 * this.board + 1] as const }),
      restarts: this.restarts,
      info: this.#session.info,
      memory: stats?.memory,
      cpuMs: stats?.cpuMs,
      workers: this.workers,
      ports: stats?.ports ?? [],
      links: stats?.links ?? [],
    };
  }

  /** Asks the node at an address who it is. @throws VnetosError `unreachable`, `bad-request` */
  static async probe(url: string, key: Uint8Array | undefined): Promise<NodeInfo> {
    const transport = transportTo(url, key);
    try {
      return await new NodeClient({ transport }).info();
    } finally {
      transport.close();
    }
  }

  /** Which run and rank a worker is. */
  worldOf(worker: number): World | undefined {
    return this.#workers.get(worker)?.world;
  }

  /** Stops here; the session stays on the node, for a next gateway to take up. */
  async leave(): Promise<void> {
    if (this.origin === "virtual") return await this.close();
    this.#state = "down";
    await this.#session.leave();
  }

  /** Ends the session, and the workers that belong to it. */
  close(): Promise<void> {
    this.#state = "down";
    return this.#session.close();
  }

  /** What the process that hosts it told: it died, or is up again. */
  hostDied(reason: string): void {
    this.restarts++;
    this.#setState("lost", reason);
  }

  /** What a node tells must not be able to bring the gateway down. */
  #takeSafely(news: SessionNews): void {
    try {
      this.#take(news);
    } catch (error) {
      this.#listener.onFault(this, error as Error);
    }
  }

  #take(news: SessionNews): void {
    switch (news.type) {
      case "up":
        this.#reason = undefined;
        this.#setState("up", `${this.name} is up`);
        return;
      case "lost":
        this.#setState("lost", news.error.message);
        return;
      case "rebooted":
        this.#workers.clear();
        // So that "up", which follows, is news: it needs its ways and connections again.
        this.#setState("lost", `${this.name} started anew`);
        this.#listener.onReboot(this);
        return;
      case "dropped":
        this.#listener.onDropped(this, news.count);
        return;
      case "worker":
        this.#noteWorker(news.worker);
    }
    this.#listener.onEvent(this, news);
  }

  #noteWorker(worker: WorkerStatus): void {
    this.#workers.set(worker.id, worker);
    const ended = this.workers.filter((w) => w.state === "ended");
    for (const old of ended.slice(0, Math.max(0, ended.length - ENDED_KEPT)))
      this.#workers.delete(old.id);
  }

  #setState(state: NodeState, message: string): void {
    if (this.#state === "down") return;
    if (state !== "up") this.#reason = message;
    if (state === this.#state && state === "up") return;
    this.#state = state;
    this.#listener.onState(this, state, message);
  }

  #because(): string {
    return this.#reason === undefined ? "" : `: ${this.#reason}`;
  }
}

/** Workers that have ended and are still shown. */
const ENDED_KEPT = 16;
