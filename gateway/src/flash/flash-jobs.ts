import { isAbsolute, join } from "node:path";
import { StateFolder } from "#cluster";
import { sketchFolder } from "#firmware";
import {
  type FlashJobView,
  type FlashPortView,
  type FlashRequest,
  parseSetupRequest,
  VnetosError,
} from "#protocol";
import { ArduinoCli } from "./arduino-cli.ts";
import { BoardKeys } from "./board-keys.ts";
import { checkNamePattern } from "./board-names.ts";
import type { BoardSetup } from "./board-setup.ts";
import { FlashJob, type FlashJobTools } from "./flash-job.ts";
import { type FlashPort, findPorts } from "./flash-ports.ts";
import { FlashRecord } from "./flash-record.ts";
import { USUAL_FQBN } from "./sketch-board.ts";
import { SketchBuilds } from "./sketch-build.ts";

export interface FlashJobsOptions {
  readonly stateFolder: StateFolder;
  readonly setup: BoardSetup;
  /** Makes the sketch that is flashed when no other is named; its folder. Default: the firmware of this package. */
  readonly firmware?: (() => Promise<string>) | undefined;
  /** Serial ports through which nodes of the cluster are reached, and those nodes. */
  readonly nodesOnPorts: () => ReadonlyMap<string, string>;
  readonly onChange: (job: FlashJobView) => void;
  /** Wait between two tries of an upload, ms. Default 1,000, then 2,000. */
  readonly retryMs?: number | undefined;
}

const FQBN = /^[\w.-]+:[\w.-]+:[\w.-]+(:[\w.-]+=[\w.-]+(,[\w.-]+=[\w.-]+)*)?$/;
const RETRY_MS = 1_000;
/** How long a port is asked who is there. */
const ASK_MS = 1_500;
/** Jobs that have ended and are still shown. */
const ENDED_KEPT = 16;

/** Flashing as the gateway does it: one job at a time, which goes on whoever looks. */
export class FlashJobs {
  readonly #options: FlashJobsOptions;
  readonly #tools: FlashJobTools;
  readonly #logs: string;
  readonly #jobs = new Map<string, FlashJob>();
  readonly #running = new Set<Promise<void>>();

  constructor(options: FlashJobsOptions) {
    const { stateFolder, setup, retryMs = RETRY_MS } = options;
    const arduino = new ArduinoCli();
    this.#options = options;
    this.#logs = join(stateFolder.path, "flash/logs");
    this.#tools = {
      arduino,
      setup,
      retryMs,
      record: new FlashRecord(new StateFolder(stateFolder.folder("flash"))),
      builds: new SketchBuilds(arduino, join(stateFolder.path, "flash/builds")),
      keys: new BoardKeys(stateFolder.folder("keys")),
    };
  }

  list(): FlashJobView[] {
    return [...this.#jobs.values()].map((job) => job.view);
  }

  /** @throws VnetosError `not-found` */
  get(id: string): FlashJobView {
    const job = this.#jobs.get(id);
    if (job) return job.view;
    throw new VnetosError("not-found", `no flash job "${id}" in this start of the gateway`);
  }

  /** Begins a job. @throws VnetosError `bad-request`, `conflict` (another one is under way), `not-found` (no arduino-cli) */
  async start(request: FlashRequest): Promise<FlashJobView> {
    checkSketch(request);
    this.#check(request);
    await this.#tools.arduino.version(AbortSignal.timeout(60_000));
    this.#refuseSecond();
    const id = `f${Date.now().toString(36)}`;
    const logs = join(this.#logs, id);
    const { firmware = sketchFolder } = this.#options;
    const job: FlashJob = new FlashJob({ id, request, firmware, logs }, this.#tools, () =>
      this.#options.onChange(job.view),
    );
    this.#keep(id, job);
    const running = job.run().finally(() => this.#running.delete(running));
    this.#running.add(running);
    return job.view;
  }

  /** The ports that are there, and who answers behind them. */
  async ports(): Promise<FlashPortView[]> {
    const ports = await findPorts(this.#tools.arduino, AbortSignal.timeout(60_000));
    return await Promise.all(ports.map((port) => this.#look(port)));
  }

  /** Ends what is under way. */
  async stop(): Promise<void> {
    for (const job of this.#jobs.values()) job.end();
    await Promise.all(this.#running);
  }

  async #look(port: FlashPort): Promise<FlashPortView> {
    const { address, protocol, boards, mark } = port;
    const { flashedAt, build } = this.#tools.record.get(mark) ?? {};
    const info = await this.#ask(address);
    return {
      port: address,
      protocol,
      boards,
      ...(info === undefined ? {} : { info }),
      ...(flashedAt ? { flashedAt, build } : {}),
    };
  }

  async #ask(address: string): Promise<FlashPortView["info"]> {
    if (this.#isBusy(address)) return undefined;
    try {
      const all = await this.#tools.setup.info(address, AbortSignal.timeout(ASK_MS));
      const { name, kind, firmware, uptimeMs } = all;
      return { name, kind, firmware, uptimeMs };
    } catch {
      return undefined; // No VNetOS there, or none that this user may ask: the port is shown without one.
    }
  }

  #isBusy(address: string): boolean {
    const jobs = this.list().filter((job) => job.state !== "ended");
    const isFlashed = jobs.some((job) => job.boards.some(({ port }) => port === address));
    return isFlashed || this.#options.nodesOnPorts().has(address);
  }

  #check({ ports, name, wifi }: FlashRequest): void {
    checkNamePattern(name ?? "b{n}", ports?.length);
    parseSetupRequest({ wifi });
    if (new Set(ports).size !== (ports?.length ?? 0))
      throw new VnetosError("bad-request", `ports ${ports?.join(", ")}: one stands twice`);
    const attached = this.#options.nodesOnPorts();
    const held = ports?.find((port) => attached.has(port));
    if (held === undefined) return;
    const node = attached.get(held);
    throw new VnetosError(
      "conflict",
      `${held} is the way to ${node}: npx vnetos detach ${node} first`,
    );
  }

  #refuseSecond(): void {
    const other = this.list().find((job) => job.state !== "ended");
    if (!other) return;
    const message = `flash job ${other.id} is under way: watch it with \`npx vnetos flash --job ${other.id}\``;
    throw new VnetosError("conflict", message);
  }

  #keep(id: string, job: FlashJob): void {
    for (const old of [...this.#jobs.keys()].slice(0, -ENDED_KEPT)) this.#jobs.delete(old);
    this.#jobs.set(id, job);
  }
}

function checkSketch({ fqbn, sketch }: FlashRequest): void {
  if (fqbn !== undefined && !FQBN.test(fqbn))
    throw new VnetosError("bad-request", `board "${fqbn}": written as in ${USUAL_FQBN}`);
  if (sketch !== undefined && !isAbsolute(sketch))
    throw new VnetosError("bad-request", `sketch "${sketch}" is no absolute path`);
}
