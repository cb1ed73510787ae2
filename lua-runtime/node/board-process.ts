import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Board, Scheduler } from "#board";
import { type Limits, parseKey, VnetosError } from "#protocol";
import { nodeSealedCrypto, sha256Hex } from "#protocol/node";
import { createHttpDoor } from "./http-door.ts";
import { nodeHost } from "./node-host.ts";
import { SocketWire } from "./socket-wire.ts";

export interface BoardConfig {
  readonly name: string;
  /** Where NMP is served; port 0: any free one. */
  readonly host: string;
  readonly port: number;
  /** 64 hexadecimal digits; absent: plain requests, and then only on a loopback address. */
  readonly key?: string | undefined;
  /** True, in so many words: serve without a key beyond this machine. */
  readonly open?: boolean | undefined;
  /** Socket paths of its links to the switch. */
  readonly links: readonly string[];
}

export interface BoardProcessConfig {
  readonly firmware: string;
  readonly boards: readonly BoardConfig[];
  readonly limits?: Partial<Limits> | undefined;
}

export interface StartedBoard {
  readonly name: string;
  readonly url: string;
}

interface Running {
  readonly board: Board;
  readonly server: Server;
  readonly wires: readonly SocketWire[];
}

/** Boards in this process, all in one thread: each with its NMP server and its two links. */
export class BoardProcess {
  readonly #config: BoardProcessConfig;
  readonly #scheduler = new Scheduler(nodeHost);
  readonly #running: Running[] = [];

  constructor(config: BoardProcessConfig) {
    this.#config = config;
  }

  /** All boards or none. @throws VnetosError `conflict` (busy port), `forbidden` (no key and not loopback) */
  async start(): Promise<StartedBoard[]> {
    const starts = this.#config.boards.map((config) => this.#startBoard(config));
    try {
      return await Promise.all(starts);
    } catch (error) {
      // A server that is about to listen cannot be closed: wait until it does.
      await Promise.allSettled(starts);
      this.stop();
      throw error;
    }
  }

  stop(): void {
    for (const running of this.#running.splice(0)) end(running);
  }

  /** Ends one board; an unknown name has ended already. */
  stopBoard(name: string): void {
    const at = this.#running.findIndex(({ board }) => board.name === name);
    if (at >= 0) for (const running of this.#running.splice(at, 1)) end(running);
  }

  async #startBoard(config: BoardConfig): Promise<StartedBoard> {
    checkExposure(config);
    const wires = config.links.map((path) => new SocketWire(path));
    const board = new Board({
      name: config.name,
      firmware: this.#config.firmware,
      host: nodeHost,
      wires,
      scheduler: this.#scheduler,
      crypto: { ...nodeSealedCrypto, sha256: sha256Hex },
      key: config.key === undefined ? undefined : parseKey(config.key),
      limits: this.#config.limits,
      onFault: (error) => printFault(config.name, error),
    });
    const server = createHttpDoor(board);
    this.#running.push({ board, server, wires });
    const port = await listen(server, config);
    const host = config.host.includes(":") ? `[${config.host}]` : config.host;
    return { name: config.name, url: `http://${host}:${port}` };
  }
}

function end({ board, server, wires }: Running): void {
  board.stop();
  server.closeAllConnections();
  server.close();
  for (const wire of wires) wire.close();
}

function printFault(name: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`board ${name}: internal fault: ${text}\n`);
}

/** A node with no key set serves only this machine, unless told otherwise in so many words. */
function checkExposure(config: BoardConfig): void {
  const loopback = /^(127\.|::1$|localhost$)/.test(config.host);
  if (config.key === undefined && !loopback && !config.open)
    throw new VnetosError(
      "forbidden",
      `board ${config.name} has no key: on ${config.host} anyone could run programs on it. Give it a key, or say --open`,
    );
}

function listen(server: Server, config: BoardConfig): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const message =
        error.code === "EADDRINUSE"
          ? `port ${config.port} for board ${config.name} is in use`
          : `board ${config.name} cannot serve ${config.host}:${config.port}: ${error.message}`;
      reject(new VnetosError("conflict", message, { cause: error }));
    });
    server.listen({ host: config.host, port: config.port, backlog: 1_024 }, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}
