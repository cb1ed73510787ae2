import { mkdir, rmdir } from "node:fs/promises";
import type { Server, Socket } from "node:net";
import { type CableFaults, VnetosError } from "#protocol";
import { ControlPort, dropWaitUs, registerAddress, type SwitchClock, SwitchModel } from "#switch";
import { listen } from "./listen.ts";
import { type CableDirection, PortSocket } from "./port-socket.ts";
import { seededRandom } from "./seeded-random.ts";
import { socketPath } from "./socket-path.ts";
import { parseSwitchHostConfig, type SwitchHostConfig } from "./switch-host-config.ts";

export interface SwitchHostIo {
  readonly clock: SwitchClock;
}

/** The clock and timers of this process. */
export const PROCESS_IO: SwitchHostIo = {
  clock: {
    now: () => performance.now(),
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, Math.ceil(delayMs));
      return () => clearTimeout(timer);
    },
  },
};

/** A running switch with its sockets. */
export interface SwitchHost {
  /** Paths of the control socket and of the link ports' sockets. */
  readonly control: string;
  readonly links: readonly string[];
  /** Errors: not-found for a port that there is not, bad-request for faults out of range. */
  setCable(port: number, faults: CableFaults, direction?: CableDirection): void;
  /** Bits/s of every port; 0: unlimited. Also sets DROP_WAIT to what fits. */
  setSpeed(bitsPerSecond: number): void;
  /** Ends all connections and removes the socket files, and their folder if nothing else is in it. */
  close(): Promise<void>;
}

/** Starts a switch in this process. Errors: bad-request (config), conflict (somebody serves its sockets). */
export async function runSwitchHost(
  config: SwitchHostConfig,
  io: SwitchHostIo = PROCESS_IO,
): Promise<SwitchHost> {
  const { dir, ports, bitsPerSecond, seed } = parseSwitchHostConfig(config);
  const host = new SocketSwitch(ports, seed, io.clock);
  host.setSpeed(bitsPerSecond);
  await host.open(dir);
  return host;
}

class SocketSwitch implements SwitchHost {
  control = "";
  links: readonly string[] = [];
  readonly #clock: SwitchClock;
  readonly #model: SwitchModel;
  readonly #ports: readonly PortSocket[];
  readonly #servers: Server[] = [];
  readonly #controls = new Set<Socket>();
  #dir = "";

  constructor(ports: number, seed: number, clock: SwitchClock) {
    const model = new SwitchModel({
      ...{ ports, clock },
      onSend: (port, bytes) => this.#ports[port]?.send(bytes),
      onInputReady: (port) => this.#ports[port]?.resume(),
    });
    const random = seededRandom(seed);
    this.#clock = clock;
    this.#model = model;
    this.#ports = Array.from({ length: ports }, (_, port) => {
      return new PortSocket({ model, port, clock, random });
    });
  }

  /** On an error nothing stays open. */
  async open(dir: string): Promise<void> {
    this.links = this.#ports.map((_, port) => socketPath(dir, `port-${port}`));
    this.control = socketPath(dir, "control");
    this.#dir = dir;
    // A switch that was here before has removed it. If it cannot be made, the first socket says why.
    await mkdir(dir, { mode: 0o700 }).catch(() => undefined);
    try {
      for (const [port, path] of this.links.entries()) {
        this.#servers.push(await listen(path, (socket) => this.#ports[port]?.attach(socket)));
      }
      this.#servers.push(await listen(this.control, (socket) => this.#attachControl(socket)));
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  setCable(port: number, faults: CableFaults, direction?: CableDirection): void {
    const socket = this.#ports[port];
    if (socket === undefined) {
      const last = this.#ports.length - 1;
      throw new VnetosError("not-found", `the switch has ports 0 to ${last}, no ${port}`);
    }
    socket.setFaults(faults, direction);
  }

  setSpeed(bitsPerSecond: number): void {
    const wait = dropWaitUs(bitsPerSecond, this.#ports.length);
    this.#model.registers.write(registerAddress("DROP_WAIT"), wait);
    this.#model.setLineSpeed(bitsPerSecond);
  }

  async close(): Promise<void> {
    for (const socket of this.#controls) socket.destroy();
    const closed = this.#servers.map((server) => {
      return new Promise((resolve) => server.close(resolve));
    });
    for (const port of this.#ports) port.close();
    this.#model.close();
    await Promise.all(closed);
    // A parent that was killed cannot remove it. Not empty: another uses it. Gone: that is what was wanted.
    await rmdir(this.#dir).catch(() => undefined);
  }

  #attachControl(socket: Socket): void {
    const control = new ControlPort({
      ...{ registers: this.#model.registers, clock: this.#clock },
      onSend: (bytes) => socket.write(bytes),
    });
    this.#controls.add(socket);
    socket.on("data", (bytes) => {
      socket.cork();
      control.receive(bytes);
      socket.uncork();
    });
    socket.on("close", () => this.#controls.delete(socket));
    // A broken connection is followed by "close", which is all that matters here.
    socket.on("error", () => undefined);
  }
}
