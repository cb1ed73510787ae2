import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { SerialPort } from "./serial-port.ts";

const MAGIC = Buffer.from("\0VNETOS-BOOT ");

export interface VirtualBoardOptions {
  /** The serial port's link. */
  readonly port: string;
  /** A folder of its own: its flash memory. */
  readonly folder: string;
  /** What the uploaded sketch becomes. */
  readonly program: string;
}

/**
 * A board behind a pseudo-terminal. Its boot loader takes an upload and then runs what was uploaded, with the
 * serial line handed on to it. Faults are told to it: uploads that fail, a cable that is pulled.
 */
export class VirtualBoard {
  readonly #options: VirtualBoardOptions;
  readonly #socketPath: string;
  readonly #server: Server;
  #port: SerialPort | undefined;
  #line: Socket | undefined;
  #child: ChildProcess | undefined;
  /** Bytes of the line that may be the beginning of an upload; the upload itself. */
  #kept = Buffer.alloc(0);
  #wanted: number | undefined;
  /** Uploads that are to fail. */
  failures = 0;
  /** True: the cable is pulled in the middle of the next upload. */
  breaks = false;
  uploads = 0;
  /** How long an upload takes, ms: as on a line of some speed. */
  uploadMs = 0;

  constructor(options: VirtualBoardOptions) {
    this.#options = options;
    this.#socketPath = join(options.folder, "line");
    this.#server = createServer((socket) => {
      this.#line = socket;
      socket.on("data", (bytes) => this.#port?.write(bytes));
      socket.on("error", () => {}); // The program has ended.
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#socketPath, resolve));
    await this.plug();
  }

  async plug(): Promise<void> {
    this.#port = await SerialPort.open(this.#options.port, (bytes) => this.#take(bytes));
  }

  async unplug(): Promise<void> {
    await this.#port?.unplug();
    this.#kept = Buffer.alloc(0);
    this.#wanted = undefined;
  }

  async end(): Promise<void> {
    await this.unplug();
    await this.#endProgram();
    this.#line?.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(bytes: Buffer): void {
    if (this.#wanted === undefined) this.#relay(bytes);
    else this.#takeUpload(bytes);
  }

  /** To the program, unless it is the beginning of an upload. */
  #relay(bytes: Buffer): void {
    const all = Buffer.concat([this.#kept, bytes]);
    const at = all.indexOf(MAGIC);
    const end = at < 0 ? -1 : all.indexOf(0x0a, at);
    this.#kept = at >= 0 && end < 0 ? all : Buffer.alloc(0);
    if (at < 0) this.#line?.write(bytes);
    if (end < 0) return;
    this.#wanted = Number(all.subarray(at + MAGIC.length, end).toString());
    void this.#endProgram().then(() => this.#say("ready"));
    this.#takeUpload(all.subarray(end + 1));
  }

  #takeUpload(bytes: Buffer): void {
    this.#kept = Buffer.concat([this.#kept, bytes]);
    if (this.breaks && this.#kept.length > 0) {
      this.breaks = false;
      void this.unplug();
      return;
    }
    if (this.#kept.length < (this.#wanted ?? 0)) return;
    const image = this.#kept;
    this.#kept = Buffer.alloc(0);
    this.#wanted = undefined;
    this.uploads++;
    if (this.failures > 0) {
      this.failures--;
      this.#say("a checksum is wrong");
    } else {
      setTimeout(() => {
        this.#boot(image);
        this.#say("written");
      }, this.uploadMs);
    }
  }

  #say(text: string): void {
    this.#port?.write(Buffer.from(`boot: ${text}\n`));
  }

  #boot(image: Buffer): void {
    const file = join(this.#options.folder, "image");
    rmSync(file, { force: true });
    writeFileSync(file, image);
    chmodSync(file, 0o700);
    const settings = join(this.#options.folder, "settings");
    const args = ["--name", "fresh", "--serial", this.#socketPath, "--settings", settings];
    this.#child = spawn(file, args, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, VNETOS_BOARD_PROGRAM: this.#options.program },
    });
  }

  async #endProgram(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }
}
