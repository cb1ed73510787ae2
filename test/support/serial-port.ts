import { type ChildProcessByStdio, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { ROOT } from "./cli.ts";
import { eventually } from "./processes.ts";

let program: string | undefined;

/** The program of `pty.c`, compiled once for each process of tests. */
function ptyProgram(): string {
  if (program === undefined) {
    const built = join(mkdtempSync(join(tmpdir(), "vnetos-pty-")), "pty");
    execFileSync("cc", ["-O1", "-o", built, join(ROOT, "test/support/pty.c")]);
    program = built;
  }
  return program;
}

/** A pseudo-terminal, reached by the link `path` like a serial port; its other end is here. */
export class SerialPort {
  readonly path: string;
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;

  private constructor(path: string) {
    this.path = path;
    this.#child = spawn(ptyProgram(), [path], { stdio: ["pipe", "pipe", "inherit"] });
    // It may end before all was written: the port is unplugged then.
    this.#child.stdin.on("error", () => {});
  }

  static async open(path: string, onBytes: (bytes: Buffer) => void): Promise<SerialPort> {
    const port = new SerialPort(path);
    port.#child.stdout.on("data", onBytes);
    await eventually(() => existsSync(path), `the port ${path}`);
    realpathSync(path);
    return port;
  }

  write(bytes: Uint8Array): void {
    this.#child.stdin.write(bytes);
  }

  /** As if its cable were pulled. */
  async unplug(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.stdin.end();
    await gone;
  }
}
