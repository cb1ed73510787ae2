import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "#nodes";
import {
  type CableFaults,
  fromWireError,
  type SwitchView,
  VnetosError,
  type WireError,
} from "#protocol";
import {
  type ByteStream,
  type CableState,
  NO_FAULTS,
  SwitchDriver,
  type SwitchIdentity,
  type SwitchRoutes,
} from "#switch";
import { type SwitchHostConfig, socketPath } from "#switch/node";
import { builtScript } from "./package-root.ts";
import { SupervisedProcess } from "./supervised-process.ts";

export interface SwitchUnitOptions {
  readonly notice: (level: "info" | "error", message: string) => void;
}

/** Link ports of the switch: two for each of eight boards. */
const PORTS = 16;

/**
 * The switch of this cluster: the process that it lives in, the control line to it, and what was set,
 * so that a switch that comes back gets its routes, faults and speed again.
 */
export class SwitchUnit {
  readonly ports = PORTS;
  readonly #options: SwitchUnitOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), "vnetos-"));
  readonly #process: SupervisedProcess<object>;
  readonly #faults = new Map<number, CableState>();
  #lineSpeed = 0;
  #routes: SwitchRoutes | undefined;
  #driver: SwitchDriver | undefined;
  #identity: SwitchIdentity | undefined;
  #last: SwitchView | undefined;
  /** Loads of routes follow each other. */
  #loading: Promise<void> = Promise.resolve();

  constructor(options: SwitchUnitOptions) {
    this.#options = options;
    const config = (): SwitchHostConfig => ({ dir: this.#folder, ports: PORTS });
    this.#process = new SupervisedProcess(
      { name: "the switch", program: { script: builtScript("switch-host.js") }, config },
      {
        onReady: () => void this.#comeBack(),
        onDeath: (reason, delayMs) => this.#died(reason, delayMs),
      },
    );
  }

  async start(): Promise<void> {
    await this.#process.start();
    await this.#open();
  }

  async end(): Promise<void> {
    this.#driver?.close();
    await this.#process.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Where the switch listens for the board at a port. */
  linkPath(port: number): string {
    return socketPath(this.#folder, `port-${port}`);
  }

  get lineSpeed(): number {
    return this.#lineSpeed;
  }

  faults(port: number): CableState {
    return this.#faults.get(port) ?? NO_FAULTS;
  }

  /** True when both links of a board are cut. */
  isCutOff({ board }: { readonly board: number | undefined }): boolean {
    if (board === undefined) return false;
    return this.faults(2 * board).cut && this.faults(2 * board + 1).cut;
  }

  /** @throws VnetosError `impossible-route`, `unreachable`; then the old routes stay */
  async loadRoutes(routes: SwitchRoutes): Promise<void> {
    const load = this.#loading.then(async () => {
      await this.#needDriver().loadRoutes(routes);
      this.#routes = routes;
    });
    // A failed load is told to who asked for it; the next one goes ahead.
    this.#loading = load.catch(() => {});
    await load;
  }

  /** Replaces the faults of the cable at a port. */
  async setFaults(port: number, faults: CableFaults): Promise<void> {
    const { cut = false, ber = 0, loss = 0, delayMs = 0 } = faults;
    const state = { cut, ber, loss, delayMs };
    await this.#command({ type: "cable", port, faults: state });
    this.#faults.set(port, state);
  }

  /** bits/s of every line; 0: unlimited. */
  async setLineSpeed(bitsPerSecond: number): Promise<void> {
    await this.#command({ type: "speed", bitsPerSecond });
    this.#lineSpeed = bitsPerSecond;
  }

  /** State and counters. A switch that is lost is shown as it was last. */
  async view(): Promise<SwitchView> {
    const { id = "none", version = "" } = this.#identity ?? {};
    const rows = this.#routes?.rows ?? [];
    const common = { id, version, rows, lineSpeed: this.#lineSpeed };
    try {
      const counted = await this.#needDriver().ports();
      const ports = counted.map((view) => ({ ...view, link: linkOf(view.port) }));
      this.#last = { ...common, state: "up", ports };
      return this.#last;
    } catch (error) {
      if (!(error instanceof VnetosError)) throw error;
      return { ...common, state: "lost", ports: this.#last?.ports ?? [] };
    }
  }

  async #open(): Promise<void> {
    const stream = await connectTo(socketPath(this.#folder, "control"));
    this.#driver = new SwitchDriver({ stream, clock: systemClock });
    this.#identity = await this.#driver.identify();
    await this.#driver.enable(Array.from({ length: PORTS }, (_, port) => port));
  }

  /** After a restart; the first start is awaited by `start`. */
  async #comeBack(): Promise<void> {
    if (!this.#identity) return;
    try {
      await this.#open();
      if (this.#lineSpeed > 0) await this.setLineSpeed(this.#lineSpeed);
      for (const [port, faults] of this.#faults) await this.setFaults(port, faults);
      if (this.#routes) await this.loadRoutes(this.#routes);
      this.#options.notice("info", "the switch is back, with its routes");
    } catch (error) {
      this.#options.notice("error", `the switch came back, but: ${(error as Error).message}`);
    }
  }

  #died(reason: string, delayMs: number): void {
    this.#driver?.close();
    this.#driver = undefined;
    this.#options.notice("error", `the switch died (${reason}); started again in ${delayMs} ms`);
  }

  #needDriver(): SwitchDriver {
    if (this.#driver) return this.#driver;
    throw new VnetosError("unreachable", "the switch is not up");
  }

  async #command(message: object): Promise<void> {
    const answer = (await this.#process.request(message)) as { error?: WireError };
    if (answer.error) throw fromWireError(answer.error);
  }
}

/** Board n has switch ports 2n and 2n+1, whether or not it is there. */
function linkOf(port: number): string {
  return `b${port >> 1}/${port & 1}`;
}

function connectTo(path: string): Promise<ByteStream> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(path);
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      // "close" follows; the driver's time-outs tell whoever waits.
      socket.on("error", () => {});
      resolve({
        write: (bytes) => void socket.write(bytes),
        onBytes: (listener) => void socket.on("data", listener),
        close: () => socket.destroy(),
      });
    });
  });
}
