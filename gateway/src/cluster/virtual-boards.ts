import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import type { BoardConfig, BoardProcessConfig, StartedBoard } from "#board/node";
import type { BoardProgram } from "./board-program.ts";
import { packageVersion } from "./package-root.ts";
import { type ChildProgram, SupervisedProcess } from "./supervised-process.ts";

export interface VirtualBoard {
  readonly name: string;
  /** Its number at the switch. */
  readonly board: number;
  readonly url: string;
  readonly key: Uint8Array;
}

/** The process of these boards died; it is started again. */
export type BoardsDeath = (names: readonly string[], reason: string, delayMs: number) => void;

type Ready = { boards: StartedBoard[] };

/** Processes that board hosts are spread over: more than the cores gain nothing. */
const PROCESSES_MAX = 2;

interface Host {
  readonly process: SupervisedProcess<Ready>;
  /** What it is given when it starts again; a board that was ended is no longer in it. */
  readonly configs: Map<string, BoardConfig>;
}

/** The boards that this gateway starts itself: many in a process, a key for each, kept alive. */
export class VirtualBoards {
  readonly #onDeath: BoardsDeath;
  readonly #linkPath: (switchPort: number) => string;
  readonly #program: () => Promise<BoardProgram>;
  readonly #hosts: Host[] = [];

  constructor(options: {
    /** Where the switch listens for the board at a port. */
    linkPath: (switchPort: number) => string;
    onDeath: BoardsDeath;
    /** Asked once, when the first board is started. */
    program: () => Promise<BoardProgram>;
  }) {
    this.#program = options.program;
    this.#linkPath = options.linkPath;
    this.#onDeath = options.onDeath;
  }

  /** Starts boards b{n} for these numbers at the switch. */
  async start(boards: readonly { name: string; board: number }[]): Promise<VirtualBoard[]> {
    if (boards.length === 0) return [];
    const { program } = await this.#program();
    const count = Math.min(PROCESSES_MAX, availableParallelism(), boards.length);
    const groups = Array.from({ length: count }, (_, host) =>
      boards.filter((_, i) => i % count === host),
    );
    const started = await Promise.all(groups.map((group) => this.#startHost(group, program)));
    return started.flat().sort((a, b) => a.board - b.board);
  }

  /** Ends one board; with its last board a process ends. */
  async endBoard(name: string): Promise<void> {
    const host = this.#hosts.find(({ configs }) => configs.delete(name));
    if (!host) return;
    if (host.configs.size > 0) await host.process.request({ type: "end", name });
    else {
      this.#hosts.splice(this.#hosts.indexOf(host), 1);
      await host.process.end();
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.#hosts.splice(0).map((host) => host.process.end()));
  }

  /** Process id of the host of a board; for people and for tests. */
  pid(name: string): number | undefined {
    return this.#hosts.find((host) => host.configs.has(name))?.process.pid;
  }

  async #startHost(
    group: readonly { name: string; board: number }[],
    program: ChildProgram,
  ): Promise<VirtualBoard[]> {
    const configs = new Map(group.map((board) => [board.name, this.#config(board)]));
    const config = (): BoardProcessConfig => ({
      firmware: packageVersion,
      boards: [...configs.values()],
    });
    const process = new SupervisedProcess<Ready>(
      {
        name: `boards ${group.map(({ name }) => name).join(", ")}`,
        program,
        config,
      },
      {
        // A board that is started again keeps its address, so that its session finds it.
        onReady: ({ boards }) => {
          for (const { name, url } of boards) {
            const known = configs.get(name) as BoardConfig;
            configs.set(name, { ...known, port: Number(new URL(url).port) });
          }
        },
        onDeath: (reason, delayMs) => this.#onDeath([...configs.keys()], reason, delayMs),
      },
    );
    this.#hosts.push({ process, configs });
    const { boards } = await process.start();
    return group.map(({ name, board }) => {
      const { url } = boards.find((b) => b.name === name) as StartedBoard;
      return { name, board, url, key: Buffer.from(configs.get(name)?.key as string, "hex") };
    });
  }

  #config({ name, board }: { name: string; board: number }): BoardConfig {
    const links = [this.#linkPath(2 * board), this.#linkPath(2 * board + 1)];
    return { name, host: "127.0.0.1", port: 0, key: randomBytes(32).toString("hex"), links };
  }
}
