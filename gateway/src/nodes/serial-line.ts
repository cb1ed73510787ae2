import { createRequire } from "node:module";
import { VnetosError } from "#protocol";

/** A serial port that is open: bytes in both directions. */
export interface SerialLine {
  /** Resolves when the bytes are on their way. */
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface SerialLineOptions {
  readonly path: string;
  /** Bits/s. */
  readonly baudHz: number;
  readonly onBytes: (bytes: Uint8Array) => void;
  /** Once, when the port has gone by itself. */
  readonly onGone: (error: Error) => void;
}

const READ_BYTES = 4_096;
/** Native code, loaded when the first port is opened; it lies beside its package, not in our bundle. */
function binding() {
  const require = createRequire(import.meta.url);
  const cpp = require("@serialport/bindings-cpp") as typeof import("@serialport/bindings-cpp");
  return cpp.autoDetect();
}

/** Ports of this process that are being closed: who opens one again waits for that. */
const closing = new Map<string, Promise<void>>();

/** @throws VnetosError `forbidden`: no permission; `conflict`: somebody has it open; `unreachable`: it is not there */
export async function openSerialLine(options: SerialLineOptions): Promise<SerialLine> {
  const { path, baudHz } = options;
  await closing.get(path);
  try {
    // hupcl: false leaves the modem lines as they are; to drop them would reset a board.
    const port = await binding().open({ path, baudRate: baudHz, hupcl: false });
    return new OpenLine(port, options);
  } catch (error) {
    throw openFault(path, error as Error);
  }
}

interface Port {
  readonly isOpen: boolean;
  read(buffer: Buffer, offset: number, length: number): Promise<{ readonly bytesRead: number }>;
  write(buffer: Buffer): Promise<void>;
  close(): Promise<void>;
}

class OpenLine implements SerialLine {
  readonly #port: Port;
  readonly #options: SerialLineOptions;
  #writing: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(port: Port, options: SerialLineOptions) {
    this.#port = port;
    this.#options = options;
    void this.#read();
  }

  write(bytes: Uint8Array): Promise<void> {
    this.#writing = this.#writing.then(() => this.#port.write(Buffer.from(bytes)));
    this.#writing.catch(() => {}); // Whoever wrote gets it; those behind it must not hang on it.
    return this.#writing;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const { path } = this.#options;
    const done = this.#port.close().catch(() => {}); // Unplugged: it is as closed as it can be.
    const gone = done.finally(() => {
      if (closing.get(path) === gone) closing.delete(path);
    });
    closing.set(path, gone);
    await gone;
  }

  async #read(): Promise<void> {
    const buffer = Buffer.alloc(READ_BYTES);
    try {
      while (!this.#closed) {
        const { bytesRead } = await this.#port.read(buffer, 0, READ_BYTES);
        if (bytesRead > 0) this.#options.onBytes(Uint8Array.from(buffer.subarray(0, bytesRead)));
      }
    } catch (error) {
      if (this.#closed) return;
      await this.close();
      this.#options.onGone(error as Error);
    }
  }
}

/** The binding tells the system's reason in its text only. */
function openFault(path: string, error: Error): VnetosError {
  const { message } = error;
  const refuse = (code: "forbidden" | "conflict" | "unreachable", text: string) =>
    new VnetosError(code, `${path}: ${text}`, { cause: error });
  if (/permission denied|access denied/i.test(message))
    return refuse(
      "forbidden",
      "no permission: add yourself to its group (`sudo usermod -aG dialout $USER`), then log in again",
    );
  if (/lock|busy/i.test(message)) return refuse("conflict", "another program has it open");
  if (/no such file|file not found|no such device/i.test(message))
    return refuse("unreachable", "there is no such port: is the board plugged in?");
  return refuse("unreachable", message);
}
