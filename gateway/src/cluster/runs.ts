import {
  type RunRequest,
  type RunView,
  type TraceFile,
  VnetosError,
  type WorkerExit,
  type WorkerStatus,
} from "#protocol";
import type { RankLayout } from "#switch";
import { mapTraceback } from "#toolchain/messages";
import type { Channels } from "./channels.ts";
import type { ClusterNode } from "./cluster-node.ts";
import type { EventHub } from "./event-hub.ts";
import type { Nodes } from "./nodes.ts";
import type { ProgramLibrary, StoredProgram } from "./program-library.ts";
import { Run } from "./run.ts";
import { planWorkers } from "./run-plan.ts";
import { chromeTrace } from "./trace/chrome-trace.ts";
import { collectRank, readClocks } from "./trace/collect-trace.ts";
import type { RankTrace } from "./trace/run-trace.ts";

/** Ended runs that are still shown. */
const ENDED_KEPT = 32;

/** Runs: an app placed on nodes, one worker each, started together, followed until the last has ended. */
export class Runs {
  readonly #nodes: Nodes;
  readonly #programs: ProgramLibrary;
  readonly #hub: EventHub;
  readonly #channels: Channels;
  readonly #nextId: () => string;
  readonly #layOut: (nodes: readonly string[]) => RankLayout | undefined;
  readonly #runs = new Map<string, Run>();

  constructor(options: {
    nodes: Nodes;
    programs: ProgramLibrary;
    hub: EventHub;
    channels: Channels;
    nextId: () => string;
    layOut: (nodes: readonly string[]) => RankLayout | undefined;
  }) {
    this.#nodes = options.nodes;
    this.#programs = options.programs;
    this.#hub = options.hub;
    this.#channels = options.channels;
    this.#nextId = options.nextId;
    this.#layOut = options.layOut;
  }

  /**
   * Compiles, places and starts an app. Resolves when all its workers have been started.
   * @throws VnetosError `compile-failed`, `no-such-node`, `unreachable`, and what a node refuses; then nothing runs
   */
  async start(request: RunRequest): Promise<RunView> {
    const nodes = this.#chooseNodes(request.nodes);
    const stored = await this.#program(request.app);
    const run = this.#create(request, stored, nodes);
    this.#runs.set(run.id, run);
    try {
      if (request.traceRecords !== undefined)
        await readClocks(this.#nodes, run.options.nodes, run.clocks);
      await this.#place(run, stored, request.input ?? "");
    } catch (error) {
      await this.#abandon(run);
      throw error;
    }
    if (request.timeoutMs !== undefined)
      run.limitTime(request.timeoutMs, () => this.#outOfTime(run));
    this.#tell(run);
    return run.view();
  }

  list(): RunView[] {
    return [...this.#runs.values()].map((run) => run.view());
  }

  /** @throws VnetosError `not-found` */
  view(id: string): RunView {
    return this.#get(id).view();
  }

  /**
   * What a traced run has recorded, as a file to look at. Of one that runs on: until now. Ranks whose node is gone, or
   * has forgotten them, are told as missing.
   * @throws VnetosError `not-found`: no such run, or it is not traced
   */
  async trace(id: string): Promise<TraceFile> {
    const run = this.#get(id);
    if (run.options.traceRecords === undefined)
      throw new VnetosError("not-found", `run ${id} has no trace: start it with traceRecords`);
    await readClocks(this.#nodes, run.options.nodes, run.clocks);
    const ranks = run.view().ranks;
    const collected = await Promise.all(
      ranks.map((rank) => collectRank(this.#nodes, rank, run.isGone(rank.rank))),
    );
    const clocks = run.clocks;
    const timed = collected.map((rank) => (clocks.has(rank.node) ? rank : withoutClock(rank)));
    return chromeTrace({ run: id, name: run.options.name, ranks: timed, clocks });
  }

  /** Kills a run's workers. Those on nodes that cannot be reached count as killed. */
  async kill(id: string): Promise<RunView> {
    const run = this.#get(id);
    await this.#killAll(run, { code: "killed", message: "the run was killed" });
    return run.view();
  }

  /** Detached runs under way: they belong to the network document. */
  detached(): Run[] {
    return [...this.#runs.values()].filter((run) => run.detached && run.state !== "ended");
  }

  async killAll(): Promise<void> {
    const active = [...this.#runs.values()].filter((run) => run.state !== "ended");
    await Promise.all(active.map((run) => this.kill(run.id)));
  }

  /** A node told of a worker, with errors in the lines of the user's sources. */
  note(node: string, worker: WorkerStatus): void {
    const run = worker.world && this.#runs.get(worker.world.run);
    if (run && worker.exit && run.note(node, worker)) this.#ended(run);
  }

  /** What ran on a node is gone: it started anew, or has left. */
  noteGone(node: string, message: string): void {
    for (const run of this.#runs.values()) if (run.noteGone(node, message)) this.#ended(run);
  }

  async #program(app: RunRequest["app"]): Promise<StoredProgram> {
    const sha = "program" in app ? app.program : (await this.#programs.compile(app)).sha256;
    return this.#programs.get(sha);
  }

  #chooseNodes(wanted: readonly string[] | undefined): ClusterNode[] {
    const nodes = wanted
      ? wanted.map((name) => this.#nodes.get(name))
      : this.#nodes.wired().filter((node) => node.state === "up");
    if (nodes.length === 0)
      throw new VnetosError("unreachable", "no node is up: see `vnetos nodes`");
    for (const node of nodes) {
      void node.client; // Throws where it is not up.
      if (nodes.length > 1 && node.board === undefined)
        throw new VnetosError(
          "impossible-route",
          `node ${node.name} has no links to the switch: it can run alone only (--nodes ${node.name})`,
        );
    }
    return nodes;
  }

  #create(request: RunRequest, stored: StoredProgram, nodes: readonly ClusterNode[]): Run {
    return new Run({
      id: this.#nextId(),
      name: request.name ?? stored.program.name,
      sha256: stored.program.sha256,
      nodes: nodes.map((node) => node.name),
      detached: request.detached ?? false,
      args: request.args ?? [],
      input: request.input ?? "",
      memoryBytes: request.memoryBytes,
      cpuMs: request.cpuMs,
      traceRecords: request.traceRecords,
    });
  }

  /** Uploads, creates every worker, and only then starts them all; rank 0 gets the input. */
  async #place(run: Run, stored: StoredProgram, input: string): Promise<void> {
    const { sha256, lua } = stored.program;
    const bytes = Buffer.from(lua);
    const plans = planWorkers({
      ...run.options,
      run: run.id,
      layout: this.#layOut(run.options.nodes),
      nextChannel: () => this.#channel(run),
      ownName: (node) => this.#nodes.get(node).ownName,
    });
    const clients = run.options.nodes.map((name) => this.#nodes.get(name).client);
    await allSettled(
      clients.map(async (client, rank) => {
        await client.uploadProgram(sha256, bytes);
        const worker = await client.createWorker(plans[rank] as (typeof plans)[number]);
        run.placed(rank, worker.id);
      }),
    );
    // Killed while it was being placed: nothing of it may start.
    if (run.killedBecause) throw new VnetosError(run.killedBecause.code, run.killedBecause.message);
    await allSettled(clients.map((client, rank) => client.startWorker(run.worker(rank))));
    run.started();
    for (const [rank, client] of clients.entries())
      void this.#feed(client, run, rank, rank === 0 ? input : "");
  }

  /** Standard input goes on for as long as the program runs; one that ends without reading it all is no fault. */
  async #feed(client: ClusterNode["client"], run: Run, rank: number, input: string): Promise<void> {
    try {
      await client.input(run.worker(rank), input, { end: true, until: run.over.signal });
    } catch (error) {
      if (!(error instanceof VnetosError)) throw error;
    }
  }

  #channel(run: Run): number {
    const channel = this.#channels.take();
    run.channels.push(channel);
    return channel;
  }

  /** Kills what was placed, whatever its state, and forgets the run. */
  async #abandon(run: Run): Promise<void> {
    await Promise.all(
      run.placedWorkers().map(async ({ node, worker }) => {
        try {
          await this.#nodes.get(node).client.kill(worker);
        } catch {
          // It is gone with its node.
        }
      }),
    );
    run.endNow({ code: "killed", message: "the run could not be started" });
    for (const channel of run.channels.splice(0)) this.#channels.free(channel);
    this.#runs.delete(run.id);
  }

  async #outOfTime(run: Run): Promise<void> {
    const seconds = (run.timeoutMs ?? 0) / 1000;
    const message = `the run was killed after ${seconds} s (--timeout)`;
    await this.#killAll(run, { code: "out-of-time", message });
  }

  async #killAll(run: Run, error: NonNullable<WorkerExit["error"]>): Promise<void> {
    run.killedBecause = error;
    await Promise.all(
      run.alive().map(async ({ node, worker, rank }) => {
        try {
          if (worker !== undefined) await this.#nodes.get(node).client.kill(worker);
        } catch {
          // It cannot be reached, or the worker has just ended: either way there is nothing left to kill.
          if (run.noteExit(rank, { status: "killed", error })) this.#ended(run);
        }
      }),
    );
    if (run.alive().every(({ worker }) => worker === undefined) && run.endNow(error))
      this.#ended(run);
  }

  #ended(run: Run): void {
    for (const channel of run.channels.splice(0)) this.#channels.free(channel);
    this.#tell(run);
    const ended = [...this.#runs.values()].filter((r) => r.state === "ended");
    for (const old of ended.slice(0, Math.max(0, ended.length - ENDED_KEPT)))
      this.#runs.delete(old.id);
  }

  #tell(run: Run): void {
    this.#hub.emit({ type: "run", run: run.view() });
  }

  /** A worker's status with its error in the lines of the user's sources. */
  inSources(worker: WorkerStatus): WorkerStatus {
    const { exit } = worker;
    const sourceMap = this.#programs.find(worker.program)?.program.sourceMap;
    if (!exit?.error || sourceMap === undefined) return worker;
    const { message, traceback } = exit.error;
    const error = {
      ...exit.error,
      message: mapTraceback(message, sourceMap),
      ...(traceback === undefined ? {} : { traceback: mapTraceback(traceback, sourceMap) }),
    };
    return { ...worker, exit: { ...exit, error } };
  }

  #get(id: string): Run {
    const run = this.#runs.get(id);
    if (run) return run;
    throw new VnetosError("not-found", `no run "${id}"`);
  }
}

/** Records of unknown times cannot be put beside others. */
function withoutClock(rank: RankTrace): RankTrace {
  const { trace, ...rest } = rank;
  return { ...rest, missing: rest.missing ?? `the clock of ${rank.node} could not be read` };
}

/** Waits for all before it tells of the first failure, so that what was made can be undone. */
async function allSettled(promises: Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(promises);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}
