import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type BoardKind, usualKind } from "./board-kinds.ts";

export const ROOT = resolve(import.meta.dirname, "../..");
const BIN = join(ROOT, "gateway/bin/vnetos.mjs");

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command that runs: its output so far, and its end. */
export class RunningCommand {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  out = "";
  err = "";
  readonly #watchers = new Set<() => void>();

  constructor(child: ChildProcess) {
    this.child = child;
    child.stdout?.on("data", (chunk) => this.#add("out", chunk));
    child.stderr?.on("data", (chunk) => this.#add("err", chunk));
    this.finished = new Promise((done) => {
      child.on("close", (code) => {
        for (const watch of this.#watchers) watch();
        done({ code, out: this.out, err: this.err });
      });
    });
  }

  /** Resolves with the match once the output has it; rejects when the command ends without. */
  async shows(pattern: RegExp, stream: "out" | "err" = "out"): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this[stream]);
      if (match) return match;
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`ended without ${pattern}:\n${this.out}\n${this.err}`);
      await new Promise<void>((wake) => {
        const watch = () => {
          this.#watchers.delete(watch);
          wake();
        };
        this.#watchers.add(watch);
      });
    }
  }

  #add(stream: "out" | "err", chunk: unknown): void {
    this[stream] += String(chunk);
    for (const watch of [...this.#watchers]) watch();
  }
}

/** `vnetos` with a state folder of its own, so that tests and the user's own cluster never meet. */
export class Cli {
  readonly home = mkdtempSync(join(tmpdir(), "vnetos-test-"));
  readonly #running = new Set<RunningCommand>();
  readonly #board: BoardKind;

  /** `board`: what its clusters' virtual boards are. */
  constructor(board: BoardKind = usualKind) {
    this.#board = board;
  }

  start(args: readonly string[], options: { stdin?: string; cwd?: string } = {}): RunningCommand {
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd: options.cwd ?? ROOT,
      env: {
        ...process.env,
        VNETOS_HOME: this.home,
        VNETOS_BOARD: this.#board,
        NO_COLOR: "1",
      },
      stdio: [options.stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    child.stdin?.end(options.stdin);
    const command = new RunningCommand(child);
    this.#running.add(command);
    void command.finished.then(() => this.#running.delete(command));
    return command;
  }

  run(args: readonly string[], options: { stdin?: string; cwd?: string } = {}): Promise<Finished> {
    return this.start(args, options).finished;
  }

  /** Runs a command that must succeed, and answers its JSON. */
  async json<T>(...args: string[]): Promise<T> {
    const { code, out, err } = await this.run([...args, "--json"]);
    if (code !== 0) throw new Error(`vnetos ${args.join(" ")} ended with ${code}: ${err}`);
    return JSON.parse(out) as T;
  }

  /** Brings up a cluster; it ends with `end`. */
  async up(...args: string[]): Promise<RunningCommand> {
    const command = this.start(["up", "--port", "0", ...args]);
    await command.shows(/#token=/);
    return command;
  }

  /** Ends what still runs, and removes the state folder. */
  async end(): Promise<void> {
    for (const command of this.#running) command.child.kill("SIGINT");
    await Promise.all([...this.#running].map((command) => command.finished));
    rmSync(this.home, { recursive: true, force: true });
  }

  /** A folder for a test's own files; it goes with `end`. */
  folder(): string {
    return mkdtempSync(join(this.home, "files-"));
  }
}
